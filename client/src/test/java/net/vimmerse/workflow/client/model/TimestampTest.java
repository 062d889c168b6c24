package net.vimmerse.workflow.client.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.Gson;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
  private static OffsetDateTime read(String json) {
    return new Gson().fromJson("{\"created_at\": " + json + "}", Workflow.class).createdAt();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-04-11 18:33:59.780864+00:00, 2025-04-11T18:33:59.780864Z",
    "2025-04-01T18:57:37.355064+00:00, 2025-04-01T18:57:37.355064Z",
    "2025-04-11T18:33:59Z, 2025-04-11T18:33:59Z",
    "2025-04-11 18:33:59+0000, 2025-04-11T18:33:59Z",
    "2025-04-11 18:33:59.5+02, 2025-04-11T18:33:59.5+02:00",
    "2025-04-11 18:33:59 +02:00, 2025-04-11T18:33:59+02:00",
    "2025-04-11T18:33:59-0330, 2025-04-11T18:33:59-03:30",
    "2025-04-11 18:33:59.780864, 2025-04-11T18:33:59.780864Z",
    "2025-04-11T18:33, 2025-04-11T18:33:00Z",
    "2025-04-11t18:33:59z, 2025-04-11T18:33:59Z",
    "' 2025-04-11 18:33:59 ', 2025-04-11T18:33:59Z",
  })
  void every_observed_form_is_read(String text, OffsetDateTime expected) {
    assertThat(read('"' + text + '"')).isEqualTo(expected);
    assertThat(read('"' + text + '"').getOffset()).isEqualTo(expected.getOffset());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\" \""})
  void an_empty_timestamp_is_read_as_null(String json) {
    assertThat(read(json)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"yesterday\"",
        "\"2025-13-45 99:00:00\"",
        "17",
        "{}",
        "[1]",
        "\"2025-04-11\"",
        "false"
      })
  void an_invalid_timestamp_is_an_error_only_when_read(String json) {
    assertThatIllegalStateException().isThrownBy(() -> read(json));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-04-11T18:33:59.780864Z, 2025-04-11 18:33:59.780864+00:00",
    "2025-04-11T18:33Z, 2025-04-11 18:33:00.000000+00:00",
    "2025-04-11T18:33:59.123456789-03:30, 2025-04-11 18:33:59.123456789-03:30",
  })
  void the_documented_form_is_written(OffsetDateTime time, String expected) {
    UpdateWorkflowRequest request = UpdateWorkflowRequest.builder().deliveredAt(time).build();
    assertThat(new Gson().toJson(request)).isEqualTo("{\"delivered_at\":\"" + expected + "\"}");
  }

  @Test
  void a_written_timestamp_matches_the_pattern_in_the_document() {
    assertThat(
            new Gson()
                .toJson(
                    UpdateWorkflowRequest.builder()
                        .deliveredAt(OffsetDateTime.now(ZoneOffset.UTC))
                        .build()))
        .matches(
            ".*\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:?\\d{2})?\"}");
  }
}
