package net.vimmerse.workflow.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseEnvelopeTest {
  private static final Gson GSON = new Gson();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\": {\"id\": \"w-1\", \"title\": \"t\"}}",
        "{\"id\": \"w-1\", \"title\": \"t\"}",
        "{\"took\": 3, \"data\": {\"id\": \"w-1\", \"title\": \"t\"}}",
        "{\"id\": \"request-9\", \"data\": {\"id\": \"w-1\", \"title\": \"t\"}}",
        "{\"id\": \"w-1\", \"title\": \"t\", \"data\": {\"id\": \"else\"}}",
        "{\"id\": \"w-1\", \"title\": \"t\", \"data\": 5}",
      })
  void a_workflow_is_read_with_and_without_an_envelope(String json) {
    Workflow workflow = GSON.fromJson(json, WorkflowResponse.class).data();
    assertThat(workflow.id()).isEqualTo("w-1");
    assertThat(workflow.title()).isEqualTo("t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\": [{\"template_id\": \"t-1\"}]}",
        "[{\"template_id\": \"t-1\"}]",
        "{\"count\": 1, \"data\": [{\"template_id\": \"t-1\"}]}",
      })
  void a_list_is_read_with_and_without_an_envelope(String json) {
    assertThat(GSON.fromJson(json, TemplateListResponse.class).data())
        .extracting(Template::templateId)
        .containsExactly("t-1");
  }

  @Test
  void an_envelope_keeps_its_additional_properties() {
    String json = "{\"data\":{\"id\":\"w-1\"},\"took\":3}";
    WorkflowResponse response = GSON.fromJson(json, WorkflowResponse.class);
    assertThat(response.additionalProperties()).containsEntry("took", 3L);
    assertThat(GSON.toJson(response)).isEqualTo(json);
  }

  @Test
  void an_empty_envelope_is_read_as_null() {
    assertThat(GSON.fromJson("{\"data\": null}", WorkflowResponse.class).data()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"text\"", "5", "[1]", "{\"data\": [1]}", "{\"data\": {", "<html>"})
  void a_response_that_is_not_a_workflow_is_rejected(String json) {
    assertThatThrownBy(() -> GSON.fromJson(json, WorkflowResponse.class))
        .isInstanceOf(JsonParseException.class);
  }
}
