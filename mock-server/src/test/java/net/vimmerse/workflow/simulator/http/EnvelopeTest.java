package net.vimmerse.workflow.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

  @Test
  void without_an_envelope_the_workflow_is_the_response_body() {
    try (Simulator simulator = Simulator.builder().envelope(Envelope.NONE).start()) {
      ApiClient api = new ApiClient(simulator);

      ApiClient.Response created = api.create("{}");

      assertThat(created.json().path("id").asText()).isNotEmpty();
      assertThat(created.json().has("data")).isFalse();
      assertThat(api.get("/v2/workflow/templates").json().isArray()).isTrue();
      assertThat(api.get("/v2/workflow/nope").json().path("code").asText())
          .isEqualTo("WORKFLOW_NOT_FOUND");
    }
  }
}
