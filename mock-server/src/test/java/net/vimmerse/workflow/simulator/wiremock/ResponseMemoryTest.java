package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Asks for more bytes than fit into the heap of a process and reads none of them; {@code
 * -DslowClients=2000} does so on that many connections.
 */
@Timeout(180)
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Isolated
class ResponseMemoryTest {

  private static final String HEAP = "-Xmx96m";
  private static final int CLIENTS = Integer.getInteger("slowClients", 1_500);
  private static final String IMAGES = "\"image_urls\": [\"https://example.com/in.png\"]";

  /** Together twice the heap. */
  private static final int DELAYED = 240;

  private static final int LARGE = 800_000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<SocketChannel> unread = new ArrayList<>();
  private SimulatorProcess simulator;

  @BeforeEach
  void start() throws IOException {
    simulator =
        SimulatorProcess.start(
            new ProcessBuilder(SimulatorProcess.command(List.of(HEAP), "--duration=0s"))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  @AfterEach
  void stop() throws IOException {
    for (SocketChannel channel : unread) {
      channel.close();
    }
    simulator.close();
  }

  @Test
  void request_logs_that_nobody_reads_make_room_for_others() throws IOException {
    ApiClient api = new ApiClient(simulator.url(), "key");
    String body = "{" + IMAGES + ", \"title\": \"" + "x".repeat(6_000) + "\"}";
    for (int n = 0; n < 600; n++) {
      api.create(body);
    }
    assertThat(api.admin("/requests?limit=1000").path("requests")).hasSizeGreaterThan(50);
    ask("/__admin/simulator/requests?limit=1000", "X-Api-Key: key\r\n");
    assertOthersAreServed();
  }

  @Test
  void parts_of_a_clip_that_nobody_reads_make_room_for_others() throws IOException {
    ApiClient api = new ApiClient(simulator.url(), "key");
    String clip = api.createdFor("x").at("/result/0/url").asText();
    ask(URI.create(clip).getPath(), "Range: bytes=1-\r\n");
    assertOthersAreServed();
  }

  @Test
  void delayed_responses_make_room_for_others() {
    ApiClient slow = new ApiClient(simulator.url(), "slow");
    assertThat(slow.admin("POST", "/faults", "{\"delay\": \"10m\"}").status()).isEqualTo(200);
    // An error shows the value that it is about.
    String body = "{" + IMAGES + ", \"title\": [\"" + "x".repeat(LARGE) + "\"]}";
    List<CompletableFuture<HttpResponse<String>>> delayed = new ArrayList<>();
    for (int n = 1; n <= DELAYED; n++) {
      delayed.add(
          http.sendAsync(
              slow.request("/v2/workflow")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString()));
      while (slow.admin("/requests?limit=1").path("count").asInt() < n) {
        assertThat(simulator.process().isAlive()).isTrue();
      }
    }

    assertThat(delayed).anyMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(delayed.get(DELAYED - 1)).isNotDone();
    assertOthersAreServed();
  }

  private void ask(String target, String header) throws IOException {
    byte[] request =
        ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    InetSocketAddress address =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), URI.create(simulator.url()).getPort());
    for (int n = 0; n < CLIENTS; n++) {
      SocketChannel channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
      channel.connect(address);
      unread.add(channel);
      // The buffers of the operating system hold some of the responses.
      for (int pipelined = 0; pipelined < 200; pipelined++) {
        channel.write(ByteBuffer.wrap(request));
      }
    }
  }

  private void assertOthersAreServed() {
    ApiClient other = new ApiClient(simulator.url(), "other");
    for (int n = 0; n < 20; n++) {
      assertThat(other.admin("GET", "/health", "").status()).isEqualTo(200);
      assertThat(other.create("{" + IMAGES + "}").status()).isEqualTo(200);
    }
    assertThat(simulator.process().isAlive()).isTrue();
  }
}
