package net.vimmerse.workflow.simulator.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.namespace.RateLimit;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminApiTest {

  private static Simulator simulator;
  private final ApiClient api = new ApiClient(simulator);

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().duration(Duration.ofHours(1)).start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void two_hundred_concurrent_keys_are_isolated() {
    List<String> failures =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(
                n -> {
                  ApiClient mine = new ApiClient(simulator);
                  String id = mine.createdFor("x").path("id").asText();
                  mine.admin("POST", "/clock", "{\"advance\": \"" + (n % 2) + "h\"}");
                  String expected = n % 2 == 1 ? "success" : "new";
                  boolean alone = mine.admin("/workflows").path("workflows").size() == 1;
                  String status = mine.workflow(id).path("processing_status").asText();
                  return alone && status.equals(expected) ? "" : n + " " + alone + " " + status;
                })
            .filter(failure -> !failure.isEmpty())
            .collect(Collectors.toList());

    assertThat(failures).isEmpty();
  }

  @Test
  void a_namespace_is_selected_by_name_and_api_keys_are_never_returned() {
    ApiClient secret = new ApiClient(simulator, "a-very-secret-key");
    secret.createdFor("x");
    String name = NamespaceId.of("a-very-secret-key").name();

    assertThat(api.admin("/workflows?namespace=" + name).path("workflows")).hasSize(1);
    assertThat(api.admin("/namespaces").toString()).contains(name).doesNotContain("secret");
    assertThat(api.admin("GET", "/workflows?namespace=nope", "").status()).isEqualTo(404);
  }

  @Test
  void most_operations_require_a_namespace() {
    ApiClient.Response response =
        ApiClient.send(
            HttpRequest.newBuilder(URI.create(simulator.url() + "/__admin/simulator/workflows")));

    assertThat(response.status()).isEqualTo(422);
    assertThat(response.json().at("/detail/0/loc").toString())
        .isEqualTo("[\"query\",\"namespace\"]");
  }

  @Test
  void a_reset_affects_only_one_namespace() {
    ApiClient other = new ApiClient(simulator);
    other.createdFor("x");
    api.createdFor("x");
    api.admin("POST", "/faults", "{\"status\": 500}");

    assertThat(api.admin("POST", "/reset", "").status()).isEqualTo(204);

    assertThat(api.admin("/workflows").path("workflows")).isEmpty();
    assertThat(api.admin("/requests").path("count").asInt()).isZero();
    assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(200);
    assertThat(other.admin("/workflows").path("workflows")).hasSize(1);
  }

  @Test
  void a_workflow_lists_its_scheduled_changes() {
    String id = api.createdFor("sim:fail-at=create_media").path("id").asText();

    JsonNode schedule = api.admin("/workflows/" + id).path("schedule");

    assertThat(schedule.findValuesAsText("status"))
        .containsExactly("processing", "processing", "processing", "processing", "fail");
    assertThat(schedule.path(4).path("completed")).hasSize(3);
  }

  @Test
  void workflows_are_listed_by_page_template_and_status() {
    for (int n = 0; n < 5; n++) {
      api.createdFor("sim:immediate");
    }
    api.created("{\"template_id\": \"vim_bride\"}");

    JsonNode first = api.admin("/workflows?limit=2&status=success");
    JsonNode rest =
        api.admin("/workflows?limit=10&status=success&after=" + first.path("next").asText());

    assertThat(first.path("workflows")).hasSize(2);
    assertThat(rest.path("workflows")).hasSize(3);
    assertThat(rest.path("next").isNull()).isTrue();
    assertThat(api.admin("/workflows?template=vim_bride").path("workflows")).hasSize(1);
    assertThat(api.admin("GET", "/workflows?limit=0", "").json().at("/detail/0/ctx/ge").asInt())
        .isEqualTo(1);
    assertThat(api.admin("GET", "/workflows?limit=1001", "").json().at("/detail/0/msg").asText())
        .isEqualTo("Input should be less than or equal to 1000");
  }

  @Test
  void workflows_are_found_by_id_title_template_or_event_in_either_order() {
    String first = api.created("{\"title\": \"Moon Launch\"}").path("id").asText();
    String second = api.created("{\"event_id\": \"the launch\"}").path("id").asText();
    api.created("{\"template_id\": \"vim_bride\"}");

    JsonNode page = api.admin("/workflows?contains=LAUNCH&order=desc&limit=1");

    assertThat(page.path("count").asInt()).isEqualTo(2);
    assertThat(page.path("workflows").findValuesAsText("id")).containsExactly(second);
    assertThat(
            api.admin("/workflows?contains=launch&order=desc&after=" + second)
                .path("workflows")
                .findValuesAsText("id"))
        .containsExactly(first);
    assertThat(api.admin("/workflows?contains=" + first).path("count").asInt()).isEqualTo(1);
  }

  @Test
  void a_workflow_shows_each_step_with_its_time_and_its_file() {
    api.admin("POST", "/clock", "{\"frozen\": true}");
    String id = api.createdFor("spring").path("id").asText();
    api.admin("POST", "/clock", "{\"advance\": \"30m\"}");

    JsonNode workflow = api.admin("/workflows/" + id);
    JsonNode done = workflow.path("steps").get(0);
    JsonNode last = workflow.path("steps").get(workflow.path("steps").size() - 1);

    assertThat(api.get(done.path("file").asText()).header("Content-Type"))
        .isEqualTo(done.path("content_type").asText());
    assertThat(last.has("file")).isFalse();
    assertThat(last.path("ends_at").asText())
        .isEqualTo(
            workflow.path("schedule").findValuesAsText("at").stream().reduce("", (a, b) -> b));
    assertThat(workflow.path("images").path(0).asText()).isEqualTo("https://example.com/in.png");
    assertThat(workflow.path("options").has("aspect_ratio")).isTrue();
  }

  @Test
  void the_namespace_list_marks_the_current_one() {
    ApiClient api = new ApiClient(simulator, "my own key");

    assertThat(api.admin("/namespaces").path("current").asText())
        .isEqualTo(NamespaceId.of("my own key").name());
  }

  @Test
  void a_logged_request_contains_everything_to_repeat_it_except_the_key() {
    ApiClient api = new ApiClient(simulator, "a secret key");
    String id =
        ApiClient.send(
                api.json("/v2/workflow?a=b%20c")
                    .header("X-Simulator-Outcome", "stuck")
                    .POST(BodyPublishers.ofString("{\"title\": \"x\"}")))
            .json()
            .at("/data/id")
            .asText();
    api.get("/v2/workflow/" + id);
    api.get("/v2/workflow/other");

    JsonNode about = api.admin("/requests?workflow=" + id);
    JsonNode creation = about.path("requests").path(0);

    assertThat(about.path("requests").findValuesAsText("operation"))
        .containsExactly("createWorkflow", "getWorkflow");
    assertThat(creation.path("query").path("a").asText()).isEqualTo("b c");
    assertThat(creation.path("headers").path("Content-Type").asText())
        .isEqualTo("application/json");
    assertThat(creation.path("headers").path("X-Simulator-Outcome").asText()).isEqualTo("stuck");
    assertThat(creation.path("response").asText()).contains("\"id\":\"" + id + "\"");
    assertThat(creation.path("response_headers").path("Content-Type").asText())
        .isEqualTo("application/json");
    assertThat(about.toString()).doesNotContain("a secret key", "X-Api-Key");
    assertThat(
            api.admin("/requests?after=" + creation.path("number").asInt())
                .path("requests")
                .findValuesAsText("path"))
        .containsExactly("/v2/workflow/" + id, "/v2/workflow/other");
  }

  @Test
  void the_log_truncates_large_bodies() {
    api.create("{\"title\": \"" + "x".repeat(100_000) + "\"}");

    assertThat(api.admin("/requests").path("requests").path(0).path("body").asText())
        .hasSize(16_384);
  }

  @Test
  void the_request_log_counts_matching_requests() {
    api.createdFor("spring");
    api.get("/v2/workflow/nope");
    api.get("/v2/workflow/nope");

    assertThat(api.admin("/requests?operation=getWorkflow&status=404").path("count").asInt())
        .isEqualTo(2);
    assertThat(api.admin("/requests?contains=spring").path("count").asInt()).isEqualTo(1);
    assertThat(api.admin("/requests?limit=1").path("requests")).hasSize(1);
    api.admin("DELETE", "/requests", "");
    assertThat(api.admin("/requests").path("count").asInt()).isZero();
  }

  @Test
  void forcing_an_ended_workflow_returns_409() {
    String id = api.createdFor("sim:immediate").path("id").asText();

    assertThat(api.admin("PATCH", "/workflows/" + id, "{\"status\": \"fail\"}").status())
        .isEqualTo(409);
    assertThat(api.admin("DELETE", "/workflows/" + id, "").status()).isEqualTo(204);
    assertThat(api.admin("GET", "/workflows/" + id, "").status()).isEqualTo(404);
  }

  @Test
  void the_rate_limit_applies_per_key_on_the_clock_of_its_namespace() {
    try (Simulator limited = Simulator.builder().rateLimit(RateLimit.parse("2/10s")).start()) {
      ApiClient mine = new ApiClient(limited);
      mine.admin("POST", "/clock", "{\"frozen\": true}");
      mine.get("/v2/workflow/x");
      mine.get("/v2/workflow/x");
      ApiClient.Response third = mine.get("/v2/workflow/x");
      int other = new ApiClient(limited).get("/v2/workflow/x").status();
      mine.admin("POST", "/clock", "{\"advance\": \"10s\"}");

      assertThat(third.status()).isEqualTo(429);
      assertThat(third.header("Retry-After")).isEqualTo("10");
      assertThat(other).isEqualTo(404);
      assertThat(mine.get("/v2/workflow/x").status()).isEqualTo(404);
    }
  }

  @Test
  void the_admin_api_requires_the_token_but_for_its_document_and_the_health_check() {
    try (Simulator guarded = Simulator.builder().adminToken("open sesame").start()) {
      ApiClient mine = new ApiClient(guarded);

      assertThat(mine.admin("GET", "/clock", "").status()).isEqualTo(401);
      assertThat(
              ApiClient.send(
                      mine.request("/__admin/simulator/clock")
                          .header("X-Admin-Token", "open sesame"))
                  .status())
          .isEqualTo(200);
      assertThat(mine.create("{}").status()).isEqualTo(200);
      assertThat(mine.get("/__admin/simulator/openapi.yaml").status()).isEqualTo(200);
      assertThat(mine.admin("GET", "/health", "").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/namespaces", "/preflights"})
  void operations_of_the_whole_simulator_ignore_a_namespace(String path) {
    assertThat(api.admin("GET", path + "?namespace=unknown", "").status()).isEqualTo(200);
  }

  @Test
  void a_fault_rule_needs_an_effect_as_the_document_says() {
    ApiClient.Response refused = api.admin("POST", "/faults", "{\"operation\": \"getWorkflow\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("detail"))
        .singleElement()
        .hasToString(
            "{\"loc\":[\"body\",\"status\"],"
                + "\"msg\":\"Field required: at least one of status, headers, delay, fault\","
                + "\"type\":\"missing\",\"input\":{\"operation\":\"getWorkflow\"}}");
    for (String effect :
        List.of("\"status\": 503", "\"headers\": {\"X\": \"y\"}", "\"delay\": \"1s\"")) {
      assertThat(api.admin("POST", "/faults", "{" + effect + "}").status()).isEqualTo(200);
    }
  }

  @Test
  void health_and_document_are_served_and_unknown_paths_return_404() {
    assertThat(api.admin("/health").path("status").asText()).isEqualTo("ready");
    assertThat(api.get("/__admin/simulator/openapi.yaml").text()).contains("openapi: 3.0.3");
    assertThat(api.get("/__admin/simulator/nope").status()).isEqualTo(404);
    assertThat(ApiClient.send(api.request("/__admin/simulator/health").DELETE()).status())
        .isEqualTo(405);
  }
}
