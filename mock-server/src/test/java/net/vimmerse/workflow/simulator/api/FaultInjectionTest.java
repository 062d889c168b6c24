package net.vimmerse.workflow.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultInjectionTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Simulator simulator;
  private final ApiClient api = new ApiClient(simulator);

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void a_rule_with_a_count_fails_that_many_requests_and_the_note_names_the_rule() {
    String id = api.createdFor("x").path("id").asText();
    fault("{\"operation\": \"getWorkflow\", \"count\": 2, \"status\": 500}");

    ApiClient.Response first = api.get("/v2/workflow/" + id);
    int second = api.get("/v2/workflow/" + id).status();
    int third = api.get("/v2/workflow/" + id).status();

    assertThat(first.status()).isEqualTo(500);
    assertThat(first.json().path("code").asText()).isEqualTo("INTERNAL_ERROR");
    assertThat(first.header("X-Simulator-Note")).contains("fault rule-");
    assertThat(second).isEqualTo(500);
    assertThat(third).isEqualTo(200);
  }

  @Test
  void a_rule_does_not_affect_other_operations_or_keys() {
    fault("{\"operation\": \"getWorkflow\", \"status\": 500}");

    assertThat(api.create("{}").status()).isEqualTo(200);
    assertThat(new ApiClient(simulator).get("/v2/workflow/x").status()).isEqualTo(404);
  }

  @Test
  void a_rule_can_be_limited_to_one_template() {
    fault("{\"template\": \"vim_astronaut\", \"status\": 503, \"body\": \"{}\"}");

    assertThat(api.create("{\"template_id\": \"vim_astronaut\"}").status()).isEqualTo(503);
    assertThat(api.create("{}").status()).isEqualTo(200);
  }

  @Test
  void a_429_has_a_retry_after_header() {
    fault("{\"status\": 429, \"retry_after\": 17}");

    assertThat(api.get("/v2/workflow/x").header("Retry-After")).isEqualTo("17");
  }

  @Test
  void a_rule_can_rehearse_the_html_page_of_a_proxy() {
    fault(
        "{\"status\": 502, \"body\": \"<h1>Bad Gateway</h1>\","
            + " \"headers\": {\"content-type\": \"text/html\", \"Server\": \"nginx\"}}");

    ApiClient.Response response = api.get("/v2/workflow/x");

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.text()).isEqualTo("<h1>Bad Gateway</h1>");
    assertThat(response.response().headers().allValues("Content-Type"))
        .containsExactly("text/html");
    assertThat(response.header("Server")).isEqualTo("nginx");
    assertThat(api.admin("/faults").at("/rules/0/headers/Server").asText()).isEqualTo("nginx");
  }

  @Test
  void headers_alone_change_the_response_of_a_processed_request() {
    fault("{\"headers\": {\"Deprecation\": \"true\"}}");

    ApiClient.Response response = api.create("{}");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Deprecation")).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "transfer-encoding", "a b", "X\\r\\nY", ""})
  void headers_that_would_break_the_connection_are_rejected(String name) {
    assertThat(api.admin("POST", "/faults", "{\"headers\": {\"" + name + "\": \"1\"}}").status())
        .isEqualTo(422);
  }

  @Test
  void a_rule_can_end_at_a_time() {
    api.admin("POST", "/clock", "{\"frozen\": true, \"now\": \"2026-01-01T00:00:00Z\"}");
    fault("{\"status\": 500, \"until\": \"2026-01-01T00:01:00Z\"}");
    int during = api.get("/v2/workflow/x").status();
    api.admin("POST", "/clock", "{\"advance\": \"1m\"}");

    assertThat(during).isEqualTo(500);
    assertThat(api.get("/v2/workflow/x").status()).isEqualTo(404);
  }

  @Test
  void a_reset_connection_returns_no_response() {
    fault("{\"fault\": \"reset\"}");

    assertThatThrownBy(() -> http11("/v2/workflow/templates")).isInstanceOf(IOException.class);
  }

  @Test
  void a_truncated_body_ends_before_its_content_length() {
    fault("{\"fault\": \"truncate\"}");

    assertThatThrownBy(() -> http11("/v2/workflow/templates")).isInstanceOf(IOException.class);
  }

  @Test
  void the_connection_ends_with_a_truncated_body() throws Exception {
    fault("{\"fault\": \"truncate\"}");
    HttpRequest request = api.request("/v2/workflow/x").build();
    try (Socket socket = new Socket(request.uri().getHost(), request.uri().getPort())) {
      // The server closes connections that are idle for three times as long.
      socket.setSoTimeout(10_000);
      String text =
          "GET /v2/workflow/x HTTP/1.1\r\nHost: x\r\nX-Api-Key: %s\r\n\r\n"
              .formatted(request.headers().firstValue("X-Api-Key").orElseThrow());
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));

      String response =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      String[] parts = response.split("\r\n\r\n", 2);
      int length = Integer.parseInt(parts[0].replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));
      assertThat(parts[1]).isNotEmpty().hasSizeLessThan(length);
    }
  }

  @Test
  void a_malformed_body_is_not_valid_json() throws Exception {
    fault("{\"fault\": \"malformed\"}");

    assertThatThrownBy(() -> api.get("/v2/workflow/templates").json())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void a_delayed_response_waits_at_least_as_long() {
    fault("{\"delay\": \"300ms\"}");
    long start = System.nanoTime();

    api.get("/v2/workflow/x");

    assertThat(System.nanoTime() - start).isGreaterThan(300_000_000L);
  }

  @Test
  void delayed_responses_hold_no_thread() {
    // More than the server has threads.
    int delayed = 250;
    fault("{\"delay\": \"1h\"}");
    List<CompletableFuture<HttpResponse<Void>>> responses =
        IntStream.range(0, delayed)
            .mapToObj(
                n ->
                    CLIENT.sendAsync(
                        api.request("/v2/workflow/x").build(), BodyHandlers.discarding()))
            .toList();
    int received = 0;
    while (received < delayed) {
      received = api.admin("/requests?limit=1").path("count").asInt();
    }

    assertThat(new ApiClient(simulator).get("/v2/workflow/x").status()).isEqualTo(404);
    assertThat(responses).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void dribbled_bodies_arrive_whole_but_late_and_delay_nobody_else() {
    String whole = api.get("/v2/workflow/templates").text();
    fault("{\"fault\": \"dribble\"}");
    long start = System.nanoTime();

    List<CompletableFuture<HttpResponse<String>>> dribbled =
        IntStream.range(0, 40)
            .mapToObj(
                n ->
                    CLIENT.sendAsync(
                        api.request("/v2/workflow/templates").build(), BodyHandlers.ofString()))
            .toList();

    ApiClient other = new ApiClient(simulator);
    other.admin("POST", "/faults", "{\"delay\": \"300ms\"}");
    // If they waited for each other, the first could still come before the bodies.
    for (int n = 0; n < 2; n++) {
      assertThat(other.get("/v2/workflow/x").status()).isEqualTo(404);
    }
    assertThat(dribbled).as("others").anyMatch(response -> !response.isDone());
    assertThat(dribbled)
        .allSatisfy(
            response -> {
              assertThat(response.join().statusCode()).isEqualTo(200);
              assertThat(response.join().body()).isEqualTo(whole);
            });
    assertThat(System.nanoTime() - start).isGreaterThan(1_900_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"status\": 99}",
        "{\"status\": 500, \"operation\": \"nope\"}",
        "{\"status\": 500, \"template\": \"nope\"}",
        "{\"delay\": \"soon\"}",
        "{\"fault\": \"melt\"}"
      })
  void invalid_fault_rules_return_422(String rule) {
    assertThat(api.admin("POST", "/faults", rule).status()).isEqualTo(422);
  }

  private void fault(String rule) {
    assertThat(api.admin("POST", "/faults", rule).status()).isEqualTo(200);
  }

  private void http11(String path) throws IOException, InterruptedException {
    HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(api.request(path).build(), BodyHandlers.ofString());
  }
}
