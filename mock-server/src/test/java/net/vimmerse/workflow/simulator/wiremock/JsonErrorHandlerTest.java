package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;

/** Sends requests that no HTTP client would send. */
class JsonErrorHandlerTest {

  @Test
  void invalid_http_returns_a_json_error_and_the_server_continues() throws IOException {
    try (Simulator simulator = Simulator.builder().start()) {
      assertThat(exchange(simulator, "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"))
          .startsWith("HTTP/1.1 400")
          .contains("application/json", "BAD_MESSAGE");
      assertThat(
              exchange(
                  simulator, "GET /v2/workflow/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 401");
    }
  }

  private static String exchange(Simulator simulator, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
