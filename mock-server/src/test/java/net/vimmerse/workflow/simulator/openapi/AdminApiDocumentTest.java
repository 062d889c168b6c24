package net.vimmerse.workflow.simulator.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.namespace.LoggedRequest;
import net.vimmerse.workflow.simulator.webhook.WebhookPolicy;
import org.junit.jupiter.api.Test;

class AdminApiDocumentTest {

  private final OpenApiDocument document =
      OpenApiDocument.load("/net/vimmerse/workflow/simulator/simulator-api.yaml");

  @Test
  void bounds_in_the_document_equal_those_in_the_code() {
    assertThat(max("/WebhookPolicyChange/properties/duplicates/maximum"))
        .isEqualTo(WebhookPolicy.MAX_DUPLICATES);
    assertThat(max("/WebhookPolicyChange/properties/max_attempts/maximum"))
        .isEqualTo(WebhookPolicy.MAX_ATTEMPTS);
    assertThat(max("/ClockChange/properties/scale/maximum"))
        .isEqualTo((int) VirtualClock.MAX_SCALE);
    assertThat(max("/RequestList/properties/requests/items/properties/body/maxLength"))
        .isEqualTo(LoggedRequest.MAX_BODY_LENGTH);
  }

  private int max(String pointer) {
    return document.root().at("/components/schemas" + pointer).asInt();
  }
}
