package net.vimmerse.workflow.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.vimmerse.workflow.client.model.ProcessingStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEventTest extends ServiceTest {
  private static WebhookEvent parse(String body) {
    return WebhookEvent.parse(body.getBytes(UTF_8));
  }

  @Test
  void a_call_back_is_read_with_its_types() {
    WebhookEvent event =
        parse("{\"customer_id\": \"c-1\", \"workflow_id\": \"w-1\", \"status\": \"success\"}");
    assertThat(event.workflowId()).isEqualTo("w-1");
    assertThat(event.customerId()).isEqualTo("c-1");
    assertThat(event.status()).isSameAs(ProcessingStatus.SUCCESS);
    assertThat(event).hasToString("WebhookEvent{w-1, success}");
  }

  @Test
  void unknown_fields_and_statuses_are_borne() {
    WebhookEvent event =
        parse("{\"workflow_id\": \"w-1\", \"status\": \"queue_bullet\", \"attempt\": 2}");
    assertThat(event.status()).isEqualTo(ProcessingStatus.of("queue_bullet"));
    assertThat(event.customerId()).isNull();
    assertThat(event.additionalFields()).containsEntry("attempt", 2L);
    assertThat(event)
        .isEqualTo(
            parse("{\"attempt\": 2, \"workflow_id\": \"w-1\", \"status\": \"queue_bullet\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"w-1\"",
        "<html>",
        "{\"workflow_id\":",
        "{}",
        "{\"workflow_id\": \"\"}",
        "{\"workflow_id\": {}}",
        "\u0000\u0001"
      })
  void what_names_no_workflow_is_refused(String body) {
    assertThatThrownBy(() -> parse(body)).isInstanceOf(WebhookFormatException.class);
  }

  @Test
  void what_counts_is_what_the_service_says() throws Exception {
    answers(200, workflow("processing", 50));
    assertThat(
            parse("{\"workflow_id\": \"w-1\", \"status\": \"success\"}")
                .confirm(client)
                .processingStatus())
        .isSameAs(ProcessingStatus.PROCESSING);
    assertThat(service.takeRequest().getTarget()).isEqualTo("/v2/workflow/w-1");
    answers(404, "{}");
    assertThatThrownBy(() -> parse("{\"workflow_id\": \"made-up\"}").confirm(client))
        .isInstanceOf(NotFoundException.class);
  }
}
