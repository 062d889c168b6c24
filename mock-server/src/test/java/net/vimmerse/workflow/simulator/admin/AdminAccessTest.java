package net.vimmerse.workflow.simulator.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends what a browser sends for a page of a stranger. */
class AdminAccessTest {

  private static final String STUB =
      "{\"request\": {\"urlPath\": \"/x\"}, \"response\": {\"proxyBaseUrl\": \"http://intranet\"}}";
  private static final String JSON = "Content-Type: application/json";

  private static Simulator simulator;

  @BeforeAll
  static void start() {
    simulator =
        Simulator.builder()
            .allowedOrigins(List.of("http://localhost:3000"))
            .allowedHosts(List.of("sim.example.com"))
            .start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/__admin/mappings",
        "/__admin",
        "/__admin/docs",
        "/__admin/recorder",
        "/__admin/simulator/reset",
        "/__admin/simulator/openapi.yaml",
        "/%5f%5fadmin/mappings",
        "/x/../__admin/mappings"
      })
  void pages_of_other_origins_are_refused_everywhere(String path) throws IOException {
    for (String method : List.of("GET", "POST", "OPTIONS")) {
      for (String origin : List.of("https://evil.example", "http://127.0.0.1:1", "null")) {
        assertThat(send(method, path, "Origin: " + origin, JSON, STUB))
            .startsWith("HTTP/1.1 403")
            .contains("FOREIGN_ORIGIN")
            .doesNotContain("Access-Control");
      }
    }
  }

  @Test
  void requests_that_pages_of_other_sites_cause_without_an_origin_are_refused() throws IOException {
    assertThat(send("GET", "/__admin/mappings", "Sec-Fetch-Site: cross-site"))
        .startsWith("HTTP/1.1 403");
    assertThat(send("GET", "/__admin/mappings", "Sec-Fetch-Site: none")).startsWith("HTTP/1.1 200");
  }

  @Test
  void pages_of_the_simulator_and_of_allowed_origins_may_call_the_admin_api() throws IOException {
    String own = "Origin: " + simulator.url();
    String allowed = "Origin: http://localhost:3000";

    for (String path : List.of("/__admin/mappings", "/__admin/simulator/namespaces")) {
      assertThat(send("GET", path, own)).startsWith("HTTP/1.1 200");
      assertThat(send("GET", path, allowed, "Sec-Fetch-Site: cross-site"))
          .startsWith("HTTP/1.1 200")
          .contains("Access-Control-Allow-Origin: http://localhost:3000");
      assertThat(send("OPTIONS", path, allowed, "Access-Control-Request-Method: POST"))
          .startsWith("HTTP/1.1 20")
          .contains("Access-Control-Allow-Origin: http://localhost:3000");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/plain",
        "Content-Type: text/plain;charset=UTF-8",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: multipart/form-data; boundary=x",
        "X-No-Content-Type: 1"
      })
  void bodies_that_need_no_preflight_are_refused(String type) throws IOException {
    assertThat(send("POST", "/__admin/mappings", type, STUB)).startsWith("HTTP/1.1 415");
    assertThat(send("POST", "/__admin/simulator/clock", type, "{\"frozen\": true}"))
        .startsWith("HTTP/1.1 415");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:1, 200",
    "localhost:8080, 200",
    "LOCALHOST, 200",
    "app.localhost:8080, 200",
    "[::1]:8080, 200",
    "sim.example.com, 200",
    "sim.example.com:443, 200",
    "evil.example, 403",
    "evil.example:8080, 403",
    "127.0.0.1.evil.example, 403",
    "localhost.evil.example, 403",
    "sim.example.com.evil.example, 403",
    "192.168.1.2:8080, 403"
  })
  void only_known_hosts_are_served(String host, int status) throws IOException {
    assertThat(exchange("GET /__admin/mappings HTTP/1.1\r\nHost: " + host + "\r\n"))
        .startsWith("HTTP/1.1 " + status);
    assertThat(exchange("GET /v2/workflow/templates HTTP/1.1\r\nHost: " + host + "\r\n"))
        .as("the Workflow API has its data behind a key, and is open to pages of every origin")
        .startsWith("HTTP/1.1 401");
  }

  @Test
  void a_page_of_a_rebound_host_is_refused_although_it_has_one_origin() throws IOException {
    String host = "evil.example:8080";
    String reset = "POST /__admin/simulator/reset HTTP/1.1\r\nHost: " + host + "\r\n";

    assertThat(exchange(reset + "X-Forwarded-Host: localhost\r\n")).startsWith("HTTP/1.1 403");
    assertThat(exchange(reset + "Origin: http://" + host + "\r\n"))
        .startsWith("HTTP/1.1 403")
        .contains("UNKNOWN_HOST");
  }

  @Test
  void a_simulator_that_others_can_reach_accepts_every_host_by_default() throws IOException {
    try (Simulator open = Simulator.builder().host("0.0.0.0").start()) {
      assertThat(exchange(open, "GET /__admin/mappings HTTP/1.1\r\nHost: build-machine\r\n"))
          .startsWith("HTTP/1.1 200");
    }
    try (Simulator open =
        Simulator.builder().host("0.0.0.0").allowedHosts(List.of("build-machine")).start()) {
      assertThat(exchange(open, "GET /__admin/mappings HTTP/1.1\r\nHost: evil.example\r\n"))
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void the_token_protects_the_admin_api_of_wiremock_too() throws IOException {
    try (Simulator guarded = Simulator.builder().adminToken("open sesame").start()) {
      for (String path :
          List.of("/__admin/mappings", "/__admin/simulator/namespaces", "/__admin/")) {
        String get = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n";
        assertThat(exchange(guarded, get)).startsWith("HTTP/1.1 401");
        assertThat(exchange(guarded, get + "X-Admin-Token: wrong\r\n")).startsWith("HTTP/1.1 401");
        for (String header :
            List.of(
                "X-Admin-Token: open sesame",
                "X-Admin-Token: open sesame\r\nAuthorization: Bearer of-a-proxy",
                "Authorization: bearer open sesame")) {
          assertThat(exchange(guarded, get + header + "\r\n")).doesNotStartWith("HTTP/1.1 401");
        }
        assertThat(
                exchange(
                    guarded, get + "X-Admin-Token: wrong\r\nAuthorization: Bearer open sesame\r\n"))
            .startsWith("HTTP/1.1 401");
      }
    }
  }

  @Test
  void only_origins_can_be_allowed() {
    for (String text : List.of("*", "localhost:3000", "http://a/", "http://a/b", "ftp://a", "")) {
      assertThatThrownBy(() -> Simulator.builder().allowedOrigins(List.of(text)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not an origin");
    }
  }

  /** Sends headers, of which the last may be a body. */
  private static String send(String method, String path, String... headers) throws IOException {
    StringBuilder request =
        new StringBuilder(
            method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + simulator.port() + "\r\n");
    String body = "";
    for (String header : headers) {
      if (header.startsWith("{")) {
        body = header;
        request.append("Content-Length: ").append(body.length()).append("\r\n");
      } else {
        request.append(header).append("\r\n");
      }
    }
    return exchange(simulator, request.toString(), body);
  }

  private static String exchange(String head) throws IOException {
    return exchange(simulator, head);
  }

  private static String exchange(Simulator target, String head) throws IOException {
    return exchange(target, head, "");
  }

  private static String exchange(Simulator target, String head, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
      socket.setSoTimeout(60_000);
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n" + body).getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
