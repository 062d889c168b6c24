package net.vimmerse.workflow.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.vimmerse.workflow.client.model.ProcessingStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEventTest extends MockServiceTest {
  private static WebhookEvent parse(String body) {
    return WebhookEvent.parse(body.getBytes(UTF_8));
  }

  @Test
  void a_webhook_is_parsed_with_its_types() {
    WebhookEvent event =
        parse("{\"customer_id\": \"c-1\", \"workflow_id\": \"w-1\", \"status\": \"success\"}");
    assertThat(event.workflowId()).isEqualTo("w-1");
    assertThat(event.customerId()).isEqualTo("c-1");
    assertThat(event.status()).isSameAs(ProcessingStatus.SUCCESS);
    assertThat(event).hasToString("WebhookEvent{w-1, success}");
  }

  @Test
  void unknown_properties_and_statuses_are_accepted() {
    WebhookEvent event =
        parse("{\"workflow_id\": \"w-1\", \"status\": \"queue_bullet\", \"attempt\": 2}");
    assertThat(event.status()).isEqualTo(ProcessingStatus.of("queue_bullet"));
    assertThat(event.customerId()).isNull();
    assertThat(event.additionalProperties()).containsEntry("attempt", 2L);
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
  void a_body_without_a_workflow_id_is_rejected(String body) {
    assertThatThrownBy(() -> parse(body)).isInstanceOf(WebhookFormatException.class);
  }

  @Test
  void confirm_reads_the_workflow_from_the_service() throws Exception {
    enqueue(200, workflow("processing", 50));
    assertThat(
            parse("{\"workflow_id\": \"w-1\", \"status\": \"success\"}")
                .confirm(client)
                .processingStatus())
        .isSameAs(ProcessingStatus.PROCESSING);
    assertThat(service.takeRequest().getTarget()).isEqualTo("/v2/workflow/w-1");
    enqueue(404, "{}");
    assertThatThrownBy(() -> parse("{\"workflow_id\": \"forged\"}").confirm(client))
        .isInstanceOf(NotFoundException.class);
  }
}
