package net.vimmerse.workflow.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookPolicyTest {

  private final WebhookPolicy policy = WebhookPolicy.ofDefaults();

  @ParameterizedTest
  @CsvSource({"1, PT10S", "2, PT20S", "3, PT40S", "6, PT5M20S", "7, PT10M", "100, PT10M"})
  void the_back_off_doubles_up_to_its_longest(int tries, Duration wait) {
    assertThat(policy.backOff(tries)).isEqualTo(wait);
  }

  @Test
  void a_longest_back_off_below_the_first_holds_from_the_start() {
    assertThat(policy.withBackOff(Duration.ofHours(1), Duration.ofSeconds(1)).backOff(1))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void no_back_off_is_a_back_off_of_nothing() {
    assertThat(policy.withBackOff(Duration.ZERO, Duration.ofDays(1)).backOff(100))
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void what_is_out_of_range_is_refused_by_name() {
    assertThatThrownBy(() -> policy.withMaxAttempts(0)).hasMessageContaining("maxAttempts");
    assertThatThrownBy(() -> policy.withCopies(101)).hasMessageContaining("copies");
    assertThatThrownBy(() -> policy.withDelay(Duration.ofNanos(-1))).hasMessageContaining("delay");
    assertThatThrownBy(() -> policy.withBackOff(Duration.ofDays(366), Duration.ZERO))
        .hasMessageContaining("firstBackOff");
  }
}
