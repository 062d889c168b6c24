package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

/** Opens more connections than a process may have, which is one for each 64 KiB of its heap. */
@Timeout(120)
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Isolated
class ManyConnectionsTest {

  private static final int CONNECTIONS = 2_000;

  /** Less than the 30 seconds for which a connection may be idle otherwise. */
  private static final int CROWDED_MILLIS = 15_000;

  private final List<Socket> sockets = new ArrayList<>();
  private SimulatorProcess simulator;

  @BeforeEach
  void start() throws IOException {
    simulator =
        SimulatorProcess.start(
            new ProcessBuilder(SimulatorProcess.command(List.of("-Xmx64m")))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /v2/workflow/templates HTTP/1.1\r\nHost: a\r\nX-Part: ",
        "GET /v2/workflow/templates HTTP/1.1\r\nHost: a\r\nX-Api-Key: a\r\n\r\n"
      })
  void idle_connections_make_room_for_others(String sent) throws IOException {
    for (int n = 0; n < CONNECTIONS; n++) {
      connect(sent);
    }

    ApiClient other = new ApiClient(simulator.url(), "other");
    assertThat(other.admin("GET", "/health", "").status()).isEqualTo(200);
    Socket first = sockets.get(0);
    first.setSoTimeout(CROWDED_MILLIS);
    String response = new String(first.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(response).doesNotContain(" 500 ");
  }

  @Test
  void busy_connections_end_with_their_next_response() throws IOException {
    ApiClient slow = new ApiClient(simulator.url(), "slow");
    assertThat(slow.admin("POST", "/faults", "{\"delay\": \"10m\"}").status()).isEqualTo(200);
    Socket busy = connect("");
    BufferedReader responses =
        new BufferedReader(new InputStreamReader(busy.getInputStream(), StandardCharsets.US_ASCII));

    List<String> head = List.of();
    for (int n = 0; n < CONNECTIONS && !head.contains("Connection: close"); n++) {
      // Not idle, as its response is delayed.
      connect(poll("slow"));
      busy.getOutputStream().write(poll("busy").getBytes(StandardCharsets.US_ASCII));
      head = responses.lines().takeWhile(line -> !line.isEmpty()).toList();
      responses.skip(length(head));
    }

    assertThat(head).contains("Connection: close");
  }

  private static String poll(String key) {
    return "GET /v2/workflow/none HTTP/1.1\r\nHost: a\r\nX-Api-Key: " + key + "\r\n\r\n";
  }

  private static int length(List<String> head) {
    String name = "Content-Length: ";
    return head.stream()
        .filter(line -> line.startsWith(name))
        .mapToInt(line -> Integer.parseInt(line.substring(name.length())))
        .sum();
  }

  private Socket connect(String sent) throws IOException {
    int port = URI.create(simulator.url()).getPort();
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    sockets.add(socket);
    socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
