package net.vimmerse.workflow.simulator.wiremock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PriorKnowledgeHttp2Test {

  private static final String BODY = "{\"title\": \"Launch\"}";
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final byte[] NO_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

  private static Simulator simulator;

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void a_streamed_body_of_a_client_that_asks_for_an_upgrade_arrives() throws Exception {
    for (int i = 0; i < 15; i++) {
      // Each client asks with its first request.
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  create(
                      BodyPublishers.ofInputStream(
                          () -> new ByteArrayInputStream(BODY.getBytes(UTF_8)))),
                  BodyHandlers.ofString());

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  @Test
  void a_client_may_send_a_thousand_requests_at_once() {
    HttpClient client = HttpClient.newHttpClient();
    Stream<CompletableFuture<Integer>> responses =
        IntStream.range(0, 1000)
            .mapToObj(
                i ->
                    client
                        .sendAsync(create(BodyPublishers.ofString(BODY)), BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode))
            .toList()
            .stream();

    assertThat(responses.map(CompletableFuture::join)).hasSize(1000).containsOnly(200);
  }

  @Test
  void a_client_that_starts_with_http_2_gets_it() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(PREFACE.getBytes(UTF_8));
      socket.getOutputStream().write(NO_SETTINGS);

      // The first frame of the server must be its settings, of type 4.
      assertThat(socket.getInputStream().readNBytes(9)[3]).isEqualTo((byte) 4);
    }
  }

  private static HttpRequest create(BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(simulator.url() + "/v2/workflow"))
        .header("X-Api-Key", "demo")
        .header("Content-Type", "application/json")
        .timeout(Duration.ofMinutes(1))
        .POST(body)
        .build();
  }
}
