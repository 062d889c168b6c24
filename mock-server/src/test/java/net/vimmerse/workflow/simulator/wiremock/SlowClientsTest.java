package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Clients that do not finish their requests, or do not read their responses, stop nobody else.
 *
 * <p>{@code -DslowClients=2000} runs the long form.
 */
@Timeout(120)
@Isolated
class SlowClientsTest {

  private static final int CLIENTS = Integer.getInteger("slowClients", 300);

  /** Their responses are more than the buffers of the operating system hold. */
  private static final int UNREAD_REQUESTS = 1_000;

  private final Simulator simulator = Simulator.builder().start();
  private final List<SocketChannel> slow = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (SocketChannel channel : slow) {
      channel.close();
    }
    simulator.close();
  }

  @Test
  void half_sent_bodies_stop_nobody_else() throws IOException {
    connect(
        n ->
            request(
                "POST",
                List.of(
                        "/v2/workflow",
                        "/__admin/simulator/faults",
                        "/__admin/mappings",
                        "/__admin/shutdown",
                        "/nowhere")
                    .get(n % 5),
                n % 2 == 0
                    ? "Content-Length: 1000\r\n\r\n{"
                    : "Transfer-Encoding: chunked\r\n\r\n5\r\n{"));

    assertOthersAreServed(0);
  }

  @Test
  void half_sent_bodies_stop_nobody_else_while_there_is_a_stub_of_a_user() throws IOException {
    addStub("/mine", "{}");
    connect(n -> request("POST", "/v2/workflow", "Content-Length: 1000\r\n\r\n{"));

    assertOthersAreServed(0);
  }

  @Test
  void half_sent_snapshots_stop_nobody_else_nor_exports() throws IOException {
    connect(
        n ->
            request(
                "PUT",
                "/__admin/simulator/snapshot",
                n % 2 == 0
                    ? "Content-Length: 1000\r\n\r\n{"
                    : "Transfer-Encoding: chunked\r\n\r\n5\r\n{"));

    assertThat(new ApiClient(simulator).admin("GET", "/snapshot", "").status()).isEqualTo(200);
    assertOthersAreServed(0);
  }

  @Test
  @EnabledIfSystemProperty(named = "tests", matches = "all")
  void an_import_of_which_nothing_arrives_ends() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
      socket
          .getOutputStream()
          .write(
              request("PUT", "/__admin/simulator/snapshot", "Content-Length: 9\r\n\r\n{")
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 408");
    }
  }

  @Test
  void clients_that_never_read_stop_nobody_else() throws IOException {
    String all =
        request("GET", "/media/templates/vim_astronaut.png", "\r\n").repeat(UNREAD_REQUESTS);
    connect(n -> all);

    assertOthersAreServed(1);
  }

  @Test
  void clients_that_never_read_what_a_stub_of_a_user_sends_stop_nobody_else() throws IOException {
    addStub("/mine", "x".repeat(100_000));
    String all = request("GET", "/mine", "\r\n").repeat(UNREAD_REQUESTS);
    connect(n -> all);

    assertOthersAreServed(1);
  }

  private void addStub(String path, String body) {
    ApiClient.send(
        new ApiClient(simulator)
            .json("/__admin/mappings")
            .POST(
                java.net.http.HttpRequest.BodyPublishers.ofString(
                    "{\"request\": {\"urlPath\": \""
                        + path
                        + "\"}, \"response\": {\"body\": \""
                        + body
                        + "\"}}")));
  }

  private void connect(Function<Integer, String> request) throws IOException {
    for (int n = 0; n < CLIENTS; n++) {
      SocketChannel channel = SocketChannel.open();
      // Small, so that few responses fill the buffers.
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), simulator.port()));
      slow.add(channel);
      channel.configureBlocking(false);
      channel.write(ByteBuffer.wrap(request.apply(n).getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /**
   * Each of these waits for a response, which a server that waits for the slow ones cannot send.
   */
  private void assertOthersAreServed(int maxReceived) throws IOException {
    long[] nanos = new long[CLIENTS / 10];
    ApiClient other = new ApiClient(simulator);
    String id = other.createdFor("x").path("id").asText();
    for (int n = 0; n < nanos.length; n++) {
      long start = System.nanoTime();
      assertThat(other.get("/v2/workflow/" + id).status()).isEqualTo(200);
      nanos[n] = System.nanoTime() - start;
      if (n % 10 == 0) {
        assertThat(other.create("{}").status()).isEqualTo(200);
        assertThat(other.get("/").status()).isEqualTo(200);
        assertThat(other.admin("/health").path("status").asText()).isEqualTo("ready");
      }
    }
    for (SocketChannel channel : slow) {
      // Not the end of the response, nor of the connection.
      assertThat(channel.read(ByteBuffer.allocate(1))).isBetween(0, maxReceived);
    }
    Arrays.sort(nanos);
    System.out.printf(
        "[slow clients] %d; the others' p50 %.1f ms, p99 %.1f ms%n",
        slow.size(), nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
  }

  private static String request(String method, String target, String rest) {
    return method
        + " "
        + target
        + " HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: slow\r\n"
        + "Content-Type: application/json\r\n"
        + rest;
  }
}
