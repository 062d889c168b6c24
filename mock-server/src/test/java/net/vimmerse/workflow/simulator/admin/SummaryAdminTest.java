package net.vimmerse.workflow.simulator.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.namespace.RateLimit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client that waits for changes, such as the dashboard, learns from the admin API. */
class SummaryAdminTest {

  private final Simulator simulator =
      Simulator.builder()
          .duration(Duration.ofHours(1))
          .corsOrigins(List.of("http://localhost:3000"))
          .start();
  private final ApiClient api = new ApiClient(simulator);

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void a_summary_is_not_repeated_until_something_changes() {
    api.createdFor("x");
    String first = entityTag();

    assertThat(summary(first).status()).isEqualTo(304);
    assertThat(summary(first).body()).isEmpty();
    assertThat(summary("W/\"another\"").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | /clock    | {\"advance\": \"1s\"}      | ''",
        "POST   | /clock    | {\"frozen\": true}         | ''",
        "POST   | /credits  | {\"balance\": 7}           | ''",
        "POST   | /credits  | {\"deposit\": 7}           | credits",
        "POST   | /faults   | {\"status\": 500}          | faults",
        "POST   | /outcomes | {\"outcome\": \"fail\"}    | outcomes",
        "DELETE | /requests | ''                         | requests",
        "PATCH  | /workflows/ID | {\"status\": \"fail\"} | workflows",
        "DELETE | /workflows/ID | ''                     | workflows",
        "POST   | /reset    | ''                         | workflows",
      })
  void each_change_changes_the_summary_and_the_revision_of_its_list(
      String method, String path, String body, String list) {
    String id = api.createdFor("x").path("id").asText();
    String tag = entityTag();
    JsonNode before = api.admin("/summary");

    api.admin(method, path.replace("ID", id), body);

    assertThat(summary(tag).status()).isEqualTo(200);
    if (!list.isEmpty()) {
      assertThat(api.admin("/summary").at("/" + list + "/revision"))
          .isNotEqualTo(before.at("/" + list + "/revision"));
    }
  }

  @Test
  void a_request_changes_the_summary() {
    String id = api.createdFor("x").path("id").asText();
    String tag = entityTag();

    api.update(id, "{\"title\": \"another\"}");

    assertThat(summary(tag).status()).isEqualTo(200);
    assertThat(api.admin("/summary").at("/requests/count").asInt()).isEqualTo(2);
  }

  @Test
  void a_webhook_attempt_changes_the_summary() {
    api.created(
        "{\"image_urls\": [\"https://example.com/a\"], \"webhook_url\": \"http://127.0.0.1:9/\"}");
    JsonNode before = api.admin("/summary");

    api.admin("POST", "/clock", "{\"advance\": \"2h\"}");

    assertThat(api.admin("/summary").at("/webhooks/revision"))
        .isNotEqualTo(before.at("/webhooks/revision"));
  }

  @Test
  void a_summary_shows_the_faults_that_can_still_apply() {
    api.admin("POST", "/faults", "{\"status\": 503, \"count\": 1}");
    api.admin("POST", "/faults", "{\"status\": 500, \"until\": \"2000-01-01T00:00:00Z\"}");

    JsonNode faults = api.admin("/summary").path("faults");
    assertThat(faults.path("active").asInt()).isEqualTo(1);
    assertThat(faults.at("/first/0/status").asInt()).isEqualTo(503);

    api.get("/v2/workflow/templates");
    assertThat(api.admin("/summary").at("/faults/active").asInt()).isZero();
  }

  @Test
  void a_summary_shows_the_rate_limit_and_the_highest_price() {
    try (Simulator limited =
        Simulator.builder().rateLimit(RateLimit.parse("10/1s")).credits(5).start()) {
      JsonNode summary = new ApiClient(limited).admin("/summary");

      assertThat(summary.at("/rate_limit/requests").asInt()).isEqualTo(10);
      assertThat(summary.at("/rate_limit/per").asText()).isEqualTo("PT1S");
      assertThat(summary.at("/credits/balance").asInt()).isEqualTo(5);
      assertThat(summary.at("/credits/highest_price").asInt()).isPositive();
    }
  }

  @Test
  void without_a_namespace_a_summary_describes_the_global_clock() {
    JsonNode summary =
        ApiClient.send(
                HttpRequest.newBuilder(URI.create(simulator.url() + "/__admin/simulator/summary")))
            .json();

    assertThat(summary.at("/clock/follows").asText()).isEqualTo("real");
    assertThat(summary.path("namespaces").asInt()).isZero();
    assertThat(summary.has("workflows")).isFalse();
  }

  @Test
  void a_page_of_workflows_starts_at_an_offset_or_surrounds_a_workflow() {
    List<String> ids =
        java.util.stream.IntStream.range(0, 7)
            .mapToObj(n -> api.createdFor("x").path("id").asText())
            .toList();

    JsonNode page = api.admin("/workflows?offset=4&limit=2");
    assertThat(page.path("workflows").findValuesAsText("id")).isEqualTo(ids.subList(4, 6));
    JsonNode around = api.admin("/workflows?limit=3&around=" + ids.get(4));
    assertThat(around.path("offset").asInt()).isEqualTo(3);
    assertThat(around.path("workflows").findValuesAsText("id")).isEqualTo(ids.subList(3, 6));
    assertThat(api.admin("/workflows?offset=8").path("workflows")).isEmpty();
    assertThat(api.admin("/workflows?around=unknown&limit=2").path("offset").asInt()).isZero();
  }

  @Test
  void a_workflow_is_shown_as_the_api_returns_it_without_counting_as_a_read() {
    String id = api.createdFor("sim:polls=2").path("id").asText();

    JsonNode body = api.admin("/workflows/" + id + "/body");

    assertThat(api.admin("/requests").path("count").asInt()).isEqualTo(1);
    assertThat(body).isEqualTo(api.admin("/workflows/" + id + "/body"));
    api.get("/v2/workflow/" + id);
    assertThat(api.admin("/workflows/" + id + "/body")).isNotEqualTo(body);
    assertThat(body.at("/data/processing_status").asText()).isEqualTo("new");
  }

  @Test
  void published_keys_are_named_and_activity_orders_namespaces() {
    new ApiClient(simulator, "demo").createdFor("x");
    api.createdFor("x");

    JsonNode namespaces = api.admin("/namespaces").path("namespaces");

    assertThat(namespaces.findValuesAsText("api_key")).containsExactly("demo");
    assertThat(namespaces.findValuesAsText("active_at")).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void a_refused_preflight_is_logged_with_its_reason() {
    preflight("http://localhost:3000");
    preflight("http://localhost:4000");

    JsonNode refused = api.admin("/preflights");

    assertThat(refused.path("count").asInt()).isEqualTo(1);
    assertThat(refused.at("/preflights/0/method").asText()).isEqualTo("POST");
    assertThat(refused.at("/preflights/0/path").asText()).isEqualTo("/v2/workflow");
    assertThat(refused.at("/preflights/0/reason").asText())
        .contains("http://localhost:4000", "--cors-origins");
    assertThat(api.admin("/summary").path("refused_preflights").asInt()).isEqualTo(1);
    assertThat(api.admin("DELETE", "/preflights", "").status()).isEqualTo(204);
    assertThat(api.admin("/preflights").path("preflights")).isEmpty();
  }

  @Test
  void a_logged_request_has_a_duration_that_includes_the_delay_of_a_fault() {
    api.admin("POST", "/faults", "{\"delay\": \"20ms\"}");

    api.get("/v2/workflow/templates");

    assertThat(api.admin("/requests").at("/requests/0/duration_ms").asInt()).isBetween(20, 20_000);
  }

  @Test
  void a_client_asks_for_a_part_of_the_credit_history() {
    api.createdFor("x");
    api.admin("POST", "/credits", "{\"deposit\": 7}");

    assertThat(api.admin("/credits?limit=1").path("entries").findValuesAsText("reason"))
        .containsExactly("deposit");
    assertThat(api.admin("/credits").path("entries")).hasSize(2);
  }

  @Test
  void a_large_response_is_compressed_for_clients_that_accept_it() throws IOException {
    for (int n = 0; n < 5; n++) {
      api.createdFor("x");
    }
    ApiClient.Response plain = api.admin("GET", "/workflows", "");
    ApiClient.Response compressed =
        ApiClient.send(
            api.request("/__admin/simulator/workflows").header("Accept-Encoding", "gzip"));

    assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(compressed.header("Vary")).contains("Accept-Encoding");
    assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
        .isEqualTo(plain.body());
  }

  private String entityTag() {
    return summary("").header("ETag");
  }

  private ApiClient.Response summary(String entityTag) {
    return ApiClient.send(
        api.request("/__admin/simulator/summary").header("If-None-Match", entityTag));
  }

  private void preflight(String origin) {
    ApiClient.send(
        HttpRequest.newBuilder(URI.create(simulator.url() + "/v2/workflow"))
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "x-api-key")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
  }
}
