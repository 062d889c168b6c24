package net.vimmerse.workflow.simulator.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.vimmerse.workflow.simulator.simulation.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowApiDocumentTest {

  private final WorkflowApiDocument document = WorkflowApiDocument.load();

  @Test
  void literal_paths_take_precedence_over_parameters() {
    assertThat(document.openApi().route("GET", "/v2/workflow/templates"))
        .isInstanceOfSatisfying(
            Route.Found.class,
            found -> assertThat(found.operation().id()).isEqualTo("listTemplates"));
    assertThat(document.openApi().route("DELETE", "/v2/workflow/templates"))
        .isInstanceOf(Route.WrongMethod.class);
  }

  @Test
  void path_parameters_are_decoded() {
    assertThat(document.openApi().route("GET", "/v2/workflow/a%20b+c"))
        .isInstanceOfSatisfying(
            Route.Found.class,
            found -> assertThat(found.pathParameters()).containsEntry("workflow_id", "a b+c"));
  }

  @Test
  void undecodable_segments_are_taken_literally() {
    assertThat(document.openApi().route("GET", "/v2/workflow/%zz"))
        .isInstanceOfSatisfying(
            Route.Found.class,
            found -> assertThat(found.pathParameters()).containsEntry("workflow_id", "%zz"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/v2",
        "/v2/workflo",
        "/v2/workflow/",
        "/v2/workflow/x/",
        "/v2/workflow//",
        "/v2/workflow/x/y",
        "v2/workflow/x",
        "//v2/workflow/x",
        "/v2//workflow/x",
        "/V2/workflow/x",
        "/v2/workflow%2Fx",
        "/v2/workflows/x"
      })
  void a_path_that_is_not_quite_one_of_the_document_is_unknown(String path) {
    assertThat(document.openApi().route("GET", path)).isInstanceOf(Route.UnknownPath.class);
  }

  @Test
  void every_template_has_a_pipeline_for_each_of_its_modes() {
    assertThat(document.templates()).isNotEmpty();
    for (Template template : document.templates()) {
      assertThat(template.modes()).as(template.id()).isNotEmpty();
      for (PipelineMode mode : template.modes().values()) {
        assertThat(mode.pipeline().last().contentType()).as(template.id()).isIn(mode.outputs());
      }
    }
  }

  @Test
  void the_status_enum_matches_the_document() {
    assertThat(
            Arrays.stream(Status.values())
                .map(status -> status.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toList()))
        .isEqualTo(
            StreamSupport.stream(
                    document
                        .openApi()
                        .root()
                        .at("/components/schemas/ProcessingStatus/x-extensible-enum")
                        .spliterator(),
                    false)
                .map(JsonNode::asText)
                .collect(Collectors.toList()));
  }

  @Test
  void an_unknown_operation_is_reported_by_name() {
    assertThatThrownBy(() -> document.openApi().operation("nope")).hasMessageContaining("nope");
  }
}
