package net.vimmerse.workflow.simulator.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import net.vimmerse.workflow.simulator.clock.Durations;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.namespace.LoggedRequest;
import net.vimmerse.workflow.simulator.webhook.WebhookPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0s",
        "300ms",
        "20s",
        "1.5s",
        "1m30s",
        "2h",
        "24H",
        "PT30S",
        "pt1h2m3s",
        "P1D",
        "P1DT1H",
        "",
        "5",
        "soon",
        "-5s",
        "PT-5S",
        "P",
        "PT",
        "P1DT",
        "1s1m",
        "1d",
        "ms",
        "1.5h",
        "1 s",
        "1e3s",
        "P1Y",
        "0x1s",
        "1.1234567891s"
      })
  void the_document_names_the_durations_that_are_accepted(String text) {
    String pattern = document.root().at("/components/schemas/Duration/pattern").asText();

    assertThat(text.matches(pattern)).isEqualTo(isDuration(text));
  }

  private static boolean isDuration(String text) {
    try {
      Durations.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private int max(String pointer) {
    return document.root().at("/components/schemas" + pointer).asInt();
  }
}
