package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sends more bodies than fit into the heap of a process; {@code -DslowClients=1000} sends half
 * bodies on that many connections, which are all that there may be.
 */
@Timeout(180)
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Isolated
class BodyMemoryTest {

  private static final String HEAP = "-Xmx64m";
  private static final int CLIENTS = Integer.getInteger("slowClients", 500);
  private static final int MAX_BODY = 1 << 20;

  /** Together ten times the heap, or more. */
  private static final int HALF = MAX_BODY / 2 + MAX_BODY / 4;

  /** More than the budget of all bodies. */
  private static final int COMPLETE = 40;

  private final List<Socket> sockets = new ArrayList<>();
  private SimulatorProcess simulator;

  @BeforeEach
  void start() throws IOException {
    simulator =
        SimulatorProcess.start(
            new ProcessBuilder(SimulatorProcess.command(List.of(HEAP)))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    simulator.close();
  }

  @Test
  void half_sent_bodies_make_room_for_others_and_get_503_when_they_are_complete()
      throws IOException {
    for (int n = 0; n < CLIENTS; n++) {
      sendHalf();
    }

    ApiClient other = new ApiClient(simulator.url(), "other");
    assertThat(other.admin("GET", "/health", "").status()).isEqualTo(200);
    int status = other.create(create(MAX_BODY)).status();
    while (status == 503) {
      // Parts of the half-sent bodies are still being read.
      status = other.create(create(MAX_BODY)).status();
    }
    assertThat(status).isEqualTo(200);

    Socket first = sockets.get(0);
    first.getOutputStream().write(body(MAX_BODY - HALF));
    String response = new String(first.getInputStream().readNBytes(400), StandardCharsets.US_ASCII);
    assertThat(response)
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: 1", "application/json", "\"BUSY\"");
    assertThat(simulator.process().isAlive()).isTrue();
  }

  @Test
  void bodies_that_were_handled_take_no_memory() {
    ApiClient api = new ApiClient(simulator.url(), "key");
    for (int n = 0; n < COMPLETE; n++) {
      assertThat(api.create(create(MAX_BODY)).status()).isEqualTo(200);
    }
  }

  @Test
  void bodies_whose_responses_are_delayed_take_no_memory() throws IOException {
    ApiClient slow = new ApiClient(simulator.url(), "slow");
    assertThat(slow.admin("POST", "/faults", "{\"delay\": \"10m\"}").status()).isEqualTo(200);
    for (int n = 0; n < COMPLETE; n++) {
      sendHalf();
      sockets.get(n).getOutputStream().write(body(MAX_BODY - HALF));
    }

    ApiClient other = new ApiClient(simulator.url(), "other");
    int status = other.create(create(MAX_BODY)).status();
    while (status == 503) {
      // The bodies are still being parsed.
      status = other.create(create(MAX_BODY)).status();
    }
    assertThat(status).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {MAX_BODY / 3 - 100, 4_900, 300})
  void bodies_of_many_violations_do_not_end_the_process(int values) {
    String many = "{\"image_urls\": [" + "{},".repeat(values - 1) + "{}]}";
    List<Integer> statuses =
        IntStream.range(0, COMPLETE)
            .parallel()
            .mapToObj(n -> new ApiClient(simulator.url(), "key " + n).create(many).status())
            .toList();

    // While others take the memory for bodies, 503.
    assertThat(statuses).contains(422).isSubsetOf(422, 503);
    assertThat(new ApiClient(simulator.url(), "other").create(create(1_000)).status())
        .isEqualTo(200);
  }

  private void sendHalf() throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(simulator.url()).getPort());
    sockets.add(socket);
    socket
        .getOutputStream()
        .write(
            ("POST /v2/workflow HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: slow\r\n"
                    + "Content-Type: application/json\r\nContent-Length: "
                    + MAX_BODY
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body(HALF));
  }

  private static byte[] body(int length) {
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) ' ');
    return body;
  }

  /** Returns a valid request body of this length. */
  private static String create(int length) {
    String json = "{\"image_urls\": [\"https://example.com/in.png\"]}";
    return json + " ".repeat(length - json.length());
  }
}
