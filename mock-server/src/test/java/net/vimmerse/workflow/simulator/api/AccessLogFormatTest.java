package net.vimmerse.workflow.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessLogFormatTest {

  private static final HandledRequest REQUEST =
      new HandledRequest(
          "GET",
          "/v2/workflow/\"\n",
          "getWorkflow",
          "n1",
          404,
          Duration.ofNanos(1_500_000),
          "0af7651916cd43dd8448eb211c80319c",
          null);

  @Test
  void text_names_request_status_and_note() {
    assertThat(AccessLogFormat.TEXT.line(REQUEST)).isEqualTo("GET /v2/workflow/\"\n -> 404");
  }

  @Test
  void json_is_one_line_with_what_is_known() throws Exception {
    String line = AccessLogFormat.JSON.line(REQUEST);

    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(line).doesNotContain("\n");
    assertThat(Instant.parse(json.path("time").asText())).isNotNull();
    assertThat(json.path("operation").asText()).isEqualTo("getWorkflow");
    assertThat(json.path("namespace").asText()).isEqualTo("n1");
    assertThat(json.path("duration_ms").asDouble()).isEqualTo(1.5);
    assertThat(json.path("trace_id").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(json.has("note")).isFalse();
  }
}
