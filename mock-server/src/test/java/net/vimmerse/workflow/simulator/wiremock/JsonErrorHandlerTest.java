package net.vimmerse.workflow.simulator.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

  @Test
  void every_response_has_one_date() throws IOException {
    try (Simulator simulator = Simulator.builder().start()) {
      WireMock wireMock = WireMock.create().host("127.0.0.1").port(simulator.port()).build();
      wireMock.register(get("/mine").willReturn(aResponse()));
      wireMock.register(get("/dated").willReturn(aResponse().withHeader("Date", "then")));
      for (String path :
          List.of(
              "/",
              "/nowhere",
              "/%zz",
              "/__files/x",
              "/v2/workflow/templates",
              "/media/templates/vim_astronaut.png",
              "/__admin/mappings",
              "/__admin/nowhere",
              "/__admin/simulator/health",
              "/mine",
              "/dated")) {
        String get = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        assertThat(exchange(simulator, get).lines().filter(line -> line.startsWith("Date: ")))
            .as(path)
            .singleElement()
            .asString()
            .matches(path.equals("/dated") ? "Date: then" : "Date: .* GMT");
      }
    }
  }

  private static String exchange(Simulator simulator, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
