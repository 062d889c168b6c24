package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.admin.StreamedResponse;
import net.vimmerse.workflow.simulator.api.DefaultApi;
import net.vimmerse.workflow.simulator.api.SimulatedApi;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.Cors;
import net.vimmerse.workflow.simulator.http.ExternalUrl;
import net.vimmerse.workflow.simulator.store.Durability;
import net.vimmerse.workflow.simulator.wiremock.RequestHandlers;
import net.vimmerse.workflow.simulator.wiremock.SimulatorServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes its time. */
@Timeout(60)
class SlowDiskTest {

  /** More than the server has threads. */
  private static final int CREATES = 300;

  private static final int KEYS = 7;

  private static final ApiResponse NOT_FOUND = new ApiResponse(404, Map.of(), new byte[0]);

  private final CountDownLatch forcing = new CountDownLatch(1);
  private final CountDownLatch forced = new CountDownLatch(1);

  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void creates_that_wait_for_the_disk_hold_up_nobody_else(@TempDir Path directory)
      throws Exception {
    try (FileStore store =
            FileStore.open(
                directory, Durability.FSYNC, this::force, false, ManyWorkflowsTest::namespaces);
        SimulatorServer server = serve(store)) {
      for (int i = 0; i < CREATES; i++) {
        create(server.port(), "key-" + i % KEYS);
      }
      forcing.await();
      ApiClient other = new ApiClient("http://127.0.0.1:" + server.port(), "other");
      for (int i = 0; i < CREATES; i++) {
        assertThat(other.get("/v2/workflow/unknown").status()).isEqualTo(404);
      }
      for (Socket each : sockets) {
        assertThat(each.getInputStream().available()).isZero();
      }
      forced.countDown();

      for (Socket each : sockets) {
        assertThat(new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 200 ");
      }
    } finally {
      forced.countDown();
    }
    try (FileStore store =
        FileStore.open(directory, Durability.FSYNC, false, ManyWorkflowsTest::namespaces)) {
      assertThat(store.namespaces().all().stream().mapToInt(each -> each.workflows().size()).sum())
          .isEqualTo(CREATES);
    }
  }

  private void force(Forcing.Force force) {
    forcing.countDown();
    try {
      forced.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SimulatorServer serve(FileStore store) {
    SimulatedApi api = DefaultApi.of(store.namespaces());
    return new SimulatorServer(
        "127.0.0.1",
        0,
        new RequestHandlers(
            api::handle,
            api::isPrompt,
            request -> NOT_FOUND,
            request -> Optional.empty(),
            Cors.ofAnyOrigin(),
            ExternalUrl.of(null, List.of()),
            1_000,
            (request, body) -> new StreamedResponse(NOT_FOUND, null),
            null));
  }

  private void create(int port, String key) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    sockets.add(socket);
    socket.setSoTimeout(30_000);
    String body = "{\"image_urls\": [\"https://example.com/in.png\"]}";
    String request =
        "POST /v2/workflow HTTP/1.1\r\nHost: x\r\nX-Api-Key: %s\r\nContent-Length: %d\r\n"
            + "Content-Type: application/json\r\nConnection: close\r\n\r\n%s";
    socket
        .getOutputStream()
        .write(request.formatted(key, body.length(), body).getBytes(StandardCharsets.US_ASCII));
  }
}
