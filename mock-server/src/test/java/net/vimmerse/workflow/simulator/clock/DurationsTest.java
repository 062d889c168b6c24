package net.vimmerse.workflow.simulator.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "20s, PT20S",
    "1m30s, PT1M30S",
    "2h, PT2H",
    "PT5S, PT5S",
    "0s, PT0S"
  })
  void durations_are_parsed_in_short_and_in_iso_form(String text, String iso) {
    assertThat(Durations.parse(text)).hasToString(iso);
  }
}
