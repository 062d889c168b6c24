package net.vimmerse.workflow.simulator.wiremock;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.http.ServedExchange;
import org.junit.jupiter.api.Test;

/** The simulator does not ask WireMock while no stub of a user exists. Nobody notices. */
class StubPathTest {

  private static final String KEY = "same";

  private static final List<String> FAULTS =
      List.of(
          "{\"operation\": \"listTemplates\", \"count\": 1, \"delay\": \"20ms\"}",
          "{\"operation\": \"listTemplates\", \"count\": 1, \"fault\": \"truncate\"}",
          "{\"operation\": \"listTemplates\", \"count\": 1, \"fault\": \"malformed\"}",
          "{\"operation\": \"listTemplates\", \"count\": 1, \"fault\": \"dribble\"}",
          "{\"operation\": \"listTemplates\", \"count\": 1, \"status\": 502, \"body\": \"<p>\","
              + " \"headers\": {\"Content-Type\": \"text/html\", \"Server\": \"nginx\"}}",
          "{\"operation\": \"listTemplates\", \"count\": 1, \"fault\": \"reset\"}");

  private static final List<String> REQUESTS =
      List.of(
          post("/v2/workflow", "{\"title\": \"Ünïcode\", \"event_id\": \"sim:fail\"}"),
          post("/v2/workflow", "{\"title\": 1, \"template_id\": \"vim_astronaut\"}"),
          post("/v2/workflow", "{\"unknown\": 1}"),
          post("/v2/workflow", "{"),
          post("/v2/workflow", ""),
          post("/v2/workflow", "x".repeat(3_000_000)),
          post("/v2/workflow", "\u001f\u008b"),
          post("/v2/workflow", "{}").replace("X-Api-Key", "Content-Encoding: gzip\r\nX-Api-Key"),
          post("/v2/workflow", "{}").replace("HTTP/1.1", "HTTP/1.0"),
          request("POST", "/v2/workflow", "Transfer-Encoding: chunked\r\n")
              + "2\r\n{}\r\n0\r\n\r\n",
          request("POST", "/v2/workflow", "Transfer-Encoding: chunked\r\n") + "zz\r\n",
          request("POST", "/v2/workflow", "Content-Length: 5\r\n") + "{}",
          request("POST", "/v2/workflow", "Expect: 100-continue\r\nContent-Length: 2\r\n") + "{}",
          request("GET", "/v2/workflow/nobody", ""),
          request("HEAD", "/v2/workflow/templates", ""),
          request("HEAD", "/v2/workflow/nobody", ""),
          request("PUT", "/v2/workflow/nobody", "Content-Length: 2\r\n") + "{}",
          request("DELETE", "/v2/workflow/nobody", ""),
          request("PATCH", "/v2/workflow", ""),
          request("OPTIONS", "/v2/workflow", ""),
          request("OPTIONS", "/v2/workflow", "Access-Control-Request-Method: PUT\r\n"),
          request("GET", "/v2/workflow/templates", "Origin: http://a.example\r\n"),
          request("GET", "/v2/workflow/templates/", ""),
          request("GET", "/v2/workflow/templates?detail=true", "X-Forwarded-Proto: https\r\n"),
          request("GET", "/v2/workflow/templates?detail=perhaps", ""),
          request("GET", "/media/templates/vim_astronaut.png", "Range: bytes=0-9\r\n"),
          request("GET", "/media/templates/vim_astronaut.png", "Range: bytes=999999999-\r\n"),
          request("GET", "/", "Accept-Encoding: gzip\r\n"),
          request("HEAD", "/", ""),
          request("GET", "/docs", ""),
          request("GET", "/openapi.yaml", ""),
          request("GET", "/nowhere", ""),
          request("GET", "/__files/x", ""),
          request("GET", "http://localhost/v2/workflow/x", ""),
          request("GET", "/v2%2Fworkflow%2Ftemplates", ""),
          request("GET", "/v2/workflow/..%2F..%2F__admin/mappings", ""),
          request("GET", "/v2/workflow/%ff?%zz", ""),
          request("BREW", "/v2/workflow", ""),
          request("CONNECT", "/v2/workflow", ""),
          request("GET", "/v2/workflow/templates", "").replace(KEY, ""),
          request("GET", "/v2/workflow/templates", "").replace(KEY, "sim_rate_limited"),
          "GET /v2/workflow/x HTTP/1.1\r\nX-Api-Key: same\r\n\r\n",
          "GARBAGE\r\n\r\n");

  @Test
  void responses_log_and_exchanges_are_the_same_whether_wiremock_is_asked_or_not()
      throws IOException {
    ConcurrentLinkedQueue<String> direct = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> byWireMock = new ConcurrentLinkedQueue<>();
    try (Simulator without = simulator(direct);
        Simulator with = simulator(byWireMock)) {
      WireMock wireMock = WireMock.create().port(with.port()).build();
      wireMock.register(any(WireMock.urlEqualTo("/only/this")).willReturn(ok("mine")));
      assertThat(new ApiClient(with).get("/only/this").text()).isEqualTo("mine");
      byWireMock.clear();

      for (String request : requests()) {
        assertThat(exchange(with, request))
            .as(request.substring(0, Math.min(300, request.length())))
            .isEqualTo(exchange(without, request));
      }

      assertThat(byWireMock).isNotEmpty().containsExactlyElementsOf(direct);
      assertThat(logged(with)).isNotEmpty().containsExactlyElementsOf(logged(without));
    }
  }

  private static List<String> logged(Simulator simulator) {
    return simulator.namespace(KEY).requests().stream()
        .map(request -> request.toString().replaceAll("durationMs=\\d+", ""))
        .toList();
  }

  private static List<String> requests() {
    List<String> requests = new ArrayList<>(REQUESTS);
    for (String fault : FAULTS) {
      requests.add(post("/__admin/simulator/faults", fault));
      requests.add(request("GET", "/v2/workflow/templates", ""));
    }
    return requests;
  }

  private static Simulator simulator(ConcurrentLinkedQueue<String> exchanges) {
    Simulator simulator =
        Simulator.builder().seed(1).listener(exchange -> exchanges.add(describe(exchange))).start();
    simulator.clock().set(Instant.parse("2026-01-01T00:00:00Z"));
    simulator.clock().freeze();
    simulator.clock().set(Instant.parse("2026-01-01T00:00:00Z"));
    return simulator;
  }

  private static String describe(ServedExchange exchange) {
    return "%s %s %s %s -> %s %s %s %s"
        .formatted(
            exchange.method(),
            exchange.url(),
            exchange.requestHeaders(),
            new String(exchange.requestBody(), StandardCharsets.ISO_8859_1),
            exchange.status(),
            exchange.responseHeaders(),
            new String(exchange.responseBody(), StandardCharsets.ISO_8859_1),
            exchange.broken());
  }

  private static String post(String path, String body) {
    return request(
            "POST",
            path,
            "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
        + body;
  }

  private static String request(String method, String target, String headers) {
    return "%s %s HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: %s\r\nConnection: close\r\n%s\r\n"
        .formatted(method, target, KEY, headers);
  }

  /** Returns the response without its date, with the way in which the connection ended. */
  private static String exchange(Simulator simulator, String request) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    String end = "closed";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      socket.getInputStream().transferTo(received);
    } catch (IOException e) {
      end = "reset";
    }
    return received.toString(StandardCharsets.ISO_8859_1).replaceAll("Date: [^\r]*\r\n", "") + end;
  }
}
