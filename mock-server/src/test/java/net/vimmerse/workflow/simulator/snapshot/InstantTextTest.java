package net.vimmerse.workflow.simulator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T23:59:59Z",
        "2026-01-31T00:00:00.1Z",
        "2024-02-29T12:34:56.254151Z",
        "2024-02-29T12:34:56.123456789Z",
        "1969-12-31T23:59:59.999Z",
        "-0044-03-15T12:00:00Z",
        "+10000-01-01T00:00:00Z",
        "2026-01-31T23:59:60Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T10:00:00+01:00"
      })
  void an_instant_is_parsed_as_the_library_does(String text) {
    assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "2026-01-31",
        "2026-01-31T23:59:59",
        "2026-01-31 23:59:59Z",
        "2026-02-30T00:00:00Z",
        "2026-01-31T25:00:00Z",
        "2026-01-31T00:00:61Z",
        "2026-01-31T00:00:00.1234567890Z",
        "2026-01-3\u0661T00:00:00Z"
      })
  void another_text_is_rejected_as_the_library_does(String text) {
    assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
