package net.vimmerse.workflow.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.simulation.Directive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {

  private static Simulator simulator;
  private final ApiClient api = new ApiClient(simulator);

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().seed(7).start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void freeze() {
    api.admin("POST", "/clock", "{\"frozen\": true}");
  }

  @Test
  void sim_fail_fails_at_the_first_step() {
    JsonNode done = after("sim:fail", "20s");

    assertThat(done.path("processing_status").asText()).isEqualTo("fail");
    assertThat(done.path("completions")).isEmpty();
  }

  @Test
  void sim_fail_at_fails_at_the_named_step() {
    JsonNode done = after("sim:fail-at=upscale", "20s");

    assertThat(done.path("processing_status").asText()).isEqualTo("fail");
    assertThat(done.path("completions").findValuesAsText("flow"))
        .containsExactly("crop_to_content", "image_to_image");
  }

  @Test
  void sim_stuck_never_ends() {
    JsonNode later = after("sim:stuck=40", "300h");

    assertThat(later.path("processing_status").asText()).isEqualTo("processing");
    assertThat(later.path("progress_percentage").asInt()).isEqualTo(40);
  }

  @Test
  void sim_slow_sets_the_duration() {
    String id = api.createdFor("sim:slow=10m").path("id").asText();
    advance("9m");
    String before = api.workflow(id).path("processing_status").asText();
    advance("1m");

    assertThat(before).isEqualTo("processing");
    assertThat(api.workflow(id).path("processing_status").asText()).isEqualTo("success");
  }

  @Test
  void sim_immediate_ends_the_workflow_at_creation() {
    assertThat(api.createdFor("sim:immediate").path("processing_status").asText())
        .isEqualTo("success");
  }

  @Test
  void sim_immediate_combines_with_directives_that_limit_progress() {
    JsonNode failed = api.createdFor("sim:fail-at=upscale,immediate");
    JsonNode stuck = api.createdFor("sim:stuck=40,immediate");

    assertThat(failed.path("processing_status").asText()).isEqualTo("fail");
    assertThat(failed.path("completions").findValuesAsText("flow"))
        .containsExactly("crop_to_content", "image_to_image");
    assertThat(stuck.path("processing_status").asText()).isEqualTo("processing");
    assertThat(stuck.path("progress_percentage").asInt()).isEqualTo(40);
  }

  @Test
  void sim_polls_progresses_with_each_read() {
    String id = api.createdFor("sim:polls=3").path("id").asText();
    List<String> seen = new ArrayList<>();
    for (int read = 0; read < 4; read++) {
      seen.add(api.workflow(id).path("processing_status").asText());
    }

    assertThat(seen).containsExactly("processing", "processing", "success", "success");
  }

  @Test
  void sim_manual_progresses_only_through_the_admin_api() {
    String id = api.createdFor("sim:manual").path("id").asText();
    advance("10h");
    String waiting = api.workflow(id).path("processing_status").asText();

    api.admin(
        "PATCH", "/workflows/" + id, "{\"status\": \"processing\", \"progress_percentage\": 80}");
    JsonNode moved = api.workflow(id);
    api.admin("PATCH", "/workflows/" + id, "{\"status\": \"success\"}");

    assertThat(waiting).isEqualTo("new");
    assertThat(moved.path("progress_percentage").asInt()).isEqualTo(80);
    assertThat(moved.path("completions")).hasSize(3);
    assertThat(api.workflow(id).path("result")).hasSize(1);
  }

  @Test
  void sim_expire_expires_the_workflow() {
    String id = api.createdFor("sim:expire=1h").path("id").asText();
    advance("59m");
    int before = api.get("/v2/workflow/" + id).status();
    advance("1m");

    assertThat(before).isEqualTo(200);
    assertThat(api.get("/v2/workflow/" + id).status()).isEqualTo(404);
    assertThat(api.update(id, "{\"title\": \"x\"}").status()).isEqualTo(404);
    assertThat(api.delete(id).status()).isEqualTo(404);
  }

  @Test
  void directives_are_combined_by_commas() {
    String id = api.createdFor("sim:slow=10m,fail-at=upscale").path("id").asText();
    advance("4m");
    String before = api.workflow(id).path("processing_status").asText();
    advance("6m");

    assertThat(before).isEqualTo("processing");
    assertThat(api.workflow(id).path("processing_status").asText()).isEqualTo("fail");
  }

  @Test
  void the_header_takes_precedence_over_the_event_id_and_the_note_names_the_source() {
    ApiClient.Response response =
        ApiClient.send(
            api.json("/v2/workflow")
                .header("X-Simulator-Outcome", "fail")
                .POST(BodyPublishers.ofString("{\"event_id\": \"sim:success\"}")));

    assertThat(response.header("X-Simulator-Note")).contains("X-Simulator-Outcome", "fail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sim:fial",
        "sim:",
        "sim:fail=x",
        "sim:slow",
        "sim:slow=soon",
        "sim:stuck=100",
        "sim:polls=0",
        "sim:fail-at=nowhere",
        "sim:slow=-1s",
        "sim:fail,,"
      })
  void unknown_or_malformed_outcomes_return_422(String eventId) {
    ApiClient.Response response = api.create("{\"event_id\": \"" + eventId + "\"}");

    assertThat(response.status()).isEqualTo(422);
    assertThat(response.json().at("/detail/0/loc").toString()).isEqualTo("[\"body\",\"event_id\"]");
    assertThat(response.json().at("/detail/0/msg").asText()).isNotBlank();
  }

  @Test
  void the_success_directive_overrides_a_missing_input() {
    assertThat(api.create("{\"event_id\": \"sim:success\"}").json().at("/data/images")).isEmpty();
    String id = api.create("{\"event_id\": \"sim:success\"}").json().at("/data/id").asText();
    advance("20s");

    assertThat(api.workflow(id).path("processing_status").asText()).isEqualTo("success");
  }

  @Test
  void a_rule_can_apply_to_every_nth_workflow_of_a_template() {
    api.admin(
        "POST",
        "/outcomes",
        "{\"template\": \"vim_new_year_2026\", \"every\": 3, \"outcome\": \"fail\"}");
    List<Boolean> failing = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      failing.add(!note().isEmpty());
    }

    assertThat(failing).containsExactly(false, false, true, false, false, true);
    assertThat(api.admin("/outcomes").at("/rules/0/hits").asInt()).isEqualTo(2);
  }

  @Test
  void a_rule_can_apply_with_a_probability() {
    api.admin("POST", "/outcomes", "{\"probability\": 0.3, \"outcome\": \"fail\"}");
    int failing = 0;
    for (int n = 0; n < 200; n++) {
      failing += note().isEmpty() ? 0 : 1;
    }

    assertThat(failing).isBetween(30, 90);
  }

  @Test
  void rules_can_be_removed() {
    String id =
        api.admin("POST", "/outcomes", "{\"outcome\": \"fail\"}").json().path("id").asText();

    assertThat(api.admin("DELETE", "/rules/" + id, "").status()).isEqualTo(204);
    assertThat(api.admin("DELETE", "/rules/" + id, "").status()).isEqualTo(404);
    assertThat(note()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"outcome\": \"fial\"}",
        "{\"outcome\": \"fail\", \"template\": \"nope\"}",
        "{\"template\": \"vim_astronaut\"}",
        "{\"outcome\": \"fail\", \"every\": 0}",
        "{\"outcome\": \"fail\", \"probability\": 2}"
      })
  void invalid_outcome_rules_return_422(String rule) {
    assertThat(api.admin("POST", "/outcomes", rule).status()).isEqualTo(422);
  }

  @Test
  void the_admin_api_lists_every_directive() {
    assertThat(api.admin("/outcomes").path("directives")).hasSize(Directive.values().length);
  }

  private String note() {
    return api.create("{\"image_urls\": [\"https://example.com/in.png\"]}")
        .header("X-Simulator-Note");
  }

  private JsonNode after(String eventId, String time) {
    String id = api.createdFor(eventId).path("id").asText();
    advance(time);
    return api.workflow(id);
  }

  private void advance(String time) {
    api.admin("POST", "/clock", "{\"advance\": \"" + time + "\"}");
  }
}
