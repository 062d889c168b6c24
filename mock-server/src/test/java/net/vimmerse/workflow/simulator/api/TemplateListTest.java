package net.vimmerse.workflow.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.Responses;
import net.vimmerse.workflow.simulator.openapi.OpenApiDocument;
import net.vimmerse.workflow.simulator.openapi.Template;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateListTest {

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
  void templates_are_listed_in_document_order() {
    assertThat(templates("/v2/workflow/templates").findValuesAsText("template_id"))
        .isEqualTo(
            WorkflowApiDocument.load().listedTemplates().stream().map(Template::id).toList());
  }

  @Test
  void a_template_that_the_service_removed_is_not_listed() throws IOException {
    WorkflowApiDocument bundled = WorkflowApiDocument.load();
    Template removed = bundled.defaultTemplate();
    String metadata = removed.schema() + ":\n      x-template:\n";
    String yaml = bundled.openApi().yaml("http://host");
    String edited = yaml.replace(metadata, metadata + "        removed: \"2026-01-31\"\n");
    WorkflowApiDocument document = new WorkflowApiDocument(OpenApiDocument.parse(edited));

    ApiRequest request =
        ApiRequest.of("GET", "/v2/workflow/templates", name -> null, new byte[0], "http://host");
    JsonNode listed =
        new JsonMapper()
            .readTree(new ListTemplates(document, new Responses()).handle(request).body());

    assertThat(listed.findValuesAsText("template_id"))
        .hasSize(document.templates().size() - 1)
        .doesNotContain(removed.id());
    assertThat(document.template(removed.id())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?detail=false", "?detail=0", "?other=1"})
  void options_and_modes_are_omitted_by_default(String query) {
    for (JsonNode template : templates("/v2/workflow/templates" + query)) {
      assertThat(template.has("options")).isFalse();
      assertThat(template.has("modes")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "True", "yes"})
  void options_and_modes_are_included_with_detail(String detail) {
    for (JsonNode template : templates("/v2/workflow/templates?detail=" + detail)) {
      assertThat(template.path("options")).isNotEmpty();
      assertThat(template.path("modes")).isNotEmpty();
    }
  }

  @Test
  void an_option_shows_its_type_default_and_values() {
    JsonNode astronaut = byId("vim_astronaut");
    JsonNode aspectRatio = astronaut.path("options").path(0);
    assertThat(aspectRatio.path("name").asText()).isEqualTo("aspect_ratio");
    assertThat(aspectRatio.path("type").asText()).isEqualTo("string");
    assertThat(aspectRatio.path("default").asText()).isEqualTo("16:9");
    assertThat(aspectRatio.path("enum").toString()).contains("\"9:16\"");
    assertThat(astronaut.at("/modes/image/steps")).isNotEmpty();
    assertThat(astronaut.at("/modes/video/outputs/0").asText()).isEqualTo("video/mp4");
  }

  private JsonNode byId(String id) {
    for (JsonNode template : templates("/v2/workflow/templates?detail=true")) {
      if (template.path("template_id").asText().equals(id)) {
        return template;
      }
    }
    throw new AssertionError(id);
  }

  private JsonNode templates(String path) {
    return api.get(path).json().path("data");
  }
}
