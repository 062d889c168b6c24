package net.vimmerse.workflow.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs one test at a time, since all share one clock. */
@Execution(ExecutionMode.SAME_THREAD)
class WorkflowLifecycleTest {

  private static final String WITH_IMAGE =
      """
      {"image_urls": ["https://example.com/in.png"], "template_id": "vim_astronaut",
       "title": "Launch", "options": {"aspect_ratio": "1:1"}}
      """;

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
  void a_created_workflow_is_new_and_has_default_options() {
    JsonNode workflow = api.created(WITH_IMAGE);

    assertThat(workflow.path("processing_status").asText()).isEqualTo("new");
    assertThat(workflow.path("progress_percentage").asInt()).isZero();
    assertThat(workflow.path("model").asText()).isEqualTo("vim_astronaut");
    assertThat(workflow.path("title").asText()).isEqualTo("Launch");
    assertThat(workflow.path("visibility_status").asText()).isEqualTo("1");
    assertThat(workflow.path("options").toString())
        .isEqualTo("{\"aspect_ratio\":\"1:1\",\"pipeline_mode\":\"video\"}");
    assertThat(workflow.path("images").toString()).isEqualTo("[\"https://example.com/in.png\"]");
    assertThat(workflow.path("created_at").asText())
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00")
        .isEqualTo(workflow.path("updated_at").asText());
  }

  @Test
  void a_read_after_create_returns_the_same_workflow() {
    JsonNode created = api.created(WITH_IMAGE);

    assertThat(api.workflow(created.path("id").asText())).isEqualTo(created);
  }

  @Test
  void a_workflow_progresses_with_time_and_succeeds() {
    String id = api.created(WITH_IMAGE).path("id").asText();

    simulator.clock().advance(Duration.ofMinutes(30));
    JsonNode half = api.workflow(id);
    simulator.clock().advance(Duration.ofMinutes(30));
    JsonNode done = api.workflow(id);

    assertThat(half.path("processing_status").asText()).isEqualTo("processing");
    assertThat(half.path("progress_percentage").asInt()).isBetween(40, 50);
    assertThat(half.path("completions")).hasSize(1);
    assertThat(half.path("result")).isEmpty();
    assertThat(done.path("processing_status").asText()).isEqualTo("success");
    assertThat(done.path("progress_percentage").asInt()).isEqualTo(100);
    assertThat(done.path("completions")).hasSize(4);
    assertThat(done.path("result")).isEqualTo(done.path("completions").path(3).path("result"));
    assertThat(done.path("media_result").path(0).path("url"))
        .isEqualTo(done.path("result").path(0).path("url"));
    assertThat(done.path("updated_at").asText()).isGreaterThan(half.path("updated_at").asText());
  }

  @Test
  void image_mode_yields_an_image_and_skips_video_steps() {
    JsonNode created =
        api.created(
            """
            {"image_urls": ["https://example.com/in.png"], "options": {"pipeline_mode": "image"}}
            """);
    simulator.clock().advance(Duration.ofHours(1));
    JsonNode done = api.workflow(created.path("id").asText());

    assertThat(done.path("result").path(0).path("content_type").asText()).isEqualTo("image/png");
    assertThat(done.path("completions").findValuesAsText("content_type"))
        .isNotEmpty()
        .allMatch("image/png"::equals);
  }

  @Test
  void a_body_without_template_id_selects_the_default_template() {
    assertThat(api.created("{}").path("model").asText()).isEqualTo("vim_new_year_2026");
  }

  @Test
  void a_workflow_without_an_input_fails_with_a_note() {
    ApiClient.Response created = api.create("{\"template_id\": \"vim_astronaut\"}");
    simulator.clock().advance(Duration.ofHours(1));
    ApiClient.Response read = api.get("/v2/workflow/" + created.json().at("/data/id").asText());

    assertThat(created.status()).isEqualTo(200);
    assertThat(created.header("X-Simulator-Note"))
        .contains("vim_astronaut", "image_urls", "options.image_url");
    assertThat(read.json().at("/data/processing_status").asText()).isEqualTo("fail");
    assertThat(read.json().at("/data/progress_percentage").asInt()).isLessThan(100);
    assertThat(read.json().at("/data/result")).isEmpty();
    assertThat(read.header("X-Simulator-Note")).isEqualTo(created.header("X-Simulator-Note"));
  }

  @Test
  void blank_image_urls_are_ignored() {
    assertThat(api.create("{\"image_urls\": [\"\", \" \"]}").header("X-Simulator-Note"))
        .contains("no input");
  }

  @Test
  void an_image_option_counts_as_an_input() {
    ApiClient.Response byCommonOption =
        api.create(
            """
            {"template_id": "vim_astronaut", "options": {"image_url": "https://example.com/a.png"}}
            """);
    ApiClient.Response byView =
        api.create(
            """
            {"template_id": "vim_360_safari", "options": {"left_view": "https://example.com/a.png"}}
            """);
    ApiClient.Response byDefault = api.create("{\"template_id\": \"each_ugcproduct_0226\"}");
    ApiClient.Response byText =
        api.create(
            "{\"template_id\": \"each_explodedloop_0226\", \"options\": {\"prompt\": \"a watch\"}}");

    assertThat(byCommonOption.header("X-Simulator-Note")).isEmpty();
    assertThat(byCommonOption.json().at("/data/images").path(0).asText())
        .isEqualTo("https://example.com/a.png");
    assertThat(byView.header("X-Simulator-Note")).isEmpty();
    assertThat(byDefault.header("X-Simulator-Note")).isEmpty();
    assertThat(byText.header("X-Simulator-Note")).isEmpty();
  }

  @Test
  void unknown_properties_are_ignored_with_a_note() {
    ApiClient.Response response =
        api.create("{\"image_urls\": [\"https://example.com/a.png\"], \"titel\": \"x\"}");

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("X-Simulator-Note")).contains("titel");
  }

  @Test
  void an_update_changes_the_given_properties_and_updated_at() {
    JsonNode before = api.created(WITH_IMAGE);
    simulator.clock().advance(Duration.ofSeconds(1));

    JsonNode after =
        api.update(before.path("id").asText(), "{\"rating\": \"5\", \"visibility_status\": \"2\"}")
            .json()
            .path("data");

    assertThat(after.path("rating").asText()).isEqualTo("5");
    assertThat(after.path("visibility_status").asText()).isEqualTo("2");
    assertThat(after.path("title")).isEqualTo(before.path("title"));
    assertThat(after.path("delivered_at").isNull()).isTrue();
    assertThat(after.path("updated_at").asText()).isGreaterThan(before.path("updated_at").asText());
    assertThat(api.workflow(before.path("id").asText()).path("rating").asText()).isEqualTo("5");
  }

  @Test
  void delivered_at_accepts_every_documented_format_and_null_for_now() {
    String id = api.created(WITH_IMAGE).path("id").asText();

    JsonNode said = api.update(id, "{\"delivered_at\": \"2026-01-01T12:00:00+02:00\"}").json();
    JsonNode zoneless = api.update(id, "{\"delivered_at\": \"2026-01-01 12:00:00\"}").json();
    JsonNode now = api.update(id, "{\"delivered_at\": null}").json();

    assertThat(said.at("/data/delivered_at").asText())
        .isEqualTo("2026-01-01 10:00:00.000000+00:00");
    assertThat(zoneless.at("/data/delivered_at").asText())
        .isEqualTo("2026-01-01 12:00:00.000000+00:00");
    assertThat(now.at("/data/delivered_at")).isEqualTo(now.at("/data/updated_at"));
  }

  @Test
  void an_update_without_known_properties_returns_400() {
    String id = api.created(WITH_IMAGE).path("id").asText();

    assertThat(api.update(id, "{}").status()).isEqualTo(400);
    assertThat(api.update(id, "{\"model\": \"x\"}").json().path("code").asText())
        .isEqualTo("BAD_REQUEST");
  }

  @Test
  void impossible_dates_are_rejected() {
    String id = api.created(WITH_IMAGE).path("id").asText();

    ApiClient.Response response = api.update(id, "{\"delivered_at\": \"2026-02-31 12:00:00\"}");

    assertThat(response.status()).isEqualTo(422);
    assertThat(response.json().at("/detail/0/loc").toString())
        .isEqualTo("[\"body\",\"delivered_at\"]");
  }

  @Test
  void every_operation_and_file_of_a_deleted_workflow_returns_404() {
    String id = api.created(WITH_IMAGE).path("id").asText();
    simulator.clock().advance(Duration.ofHours(1));
    String file = api.workflow(id).at("/result/0/url").asText();

    ApiClient.Response deleted = api.delete(id);

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.json().at("/data/id").asText()).isEqualTo(id);
    assertThat(api.get("/v2/workflow/" + id).status()).isEqualTo(404);
    assertThat(api.update(id, "{\"title\": \"x\"}").status()).isEqualTo(404);
    assertThat(api.delete(id).status()).isEqualTo(404);
    assertThat(api.get(file).status()).isEqualTo(404);
  }

  @Test
  void a_workflow_does_not_exist_for_another_key() {
    String id = api.created(WITH_IMAGE).path("id").asText();
    ApiClient stranger = new ApiClient(simulator);

    ApiClient.Response read = stranger.get("/v2/workflow/" + id);

    assertThat(read.status()).isEqualTo(404);
    assertThat(read.json().path("code").asText()).isEqualTo("WORKFLOW_NOT_FOUND");
    assertThat(stranger.update(id, "{\"title\": \"mine\"}").status()).isEqualTo(404);
    assertThat(stranger.delete(id).status()).isEqualTo(404);
    assertThat(api.workflow(id).path("title").asText()).isEqualTo("Launch");
  }
}
