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
  void the_backoff_doubles_up_to_its_maximum(int failures, Duration wait) {
    assertThat(policy.backoffAfter(failures)).isEqualTo(wait);
  }

  @Test
  void a_receiver_can_extend_the_backoff_up_to_its_maximum() {
    WebhookPolicy policy = WebhookPolicy.ofDefaults();

    assertThat(policy.backoffAfter(1, asking(Duration.ofSeconds(3))))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.backoffAfter(1, asking(Duration.ofMinutes(2))))
        .isEqualTo(Duration.ofMinutes(2));
    assertThat(policy.backoffAfter(1, asking(Duration.ofHours(2))))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(policy.backoffAfter(2, StubSender.BUSY)).isEqualTo(Duration.ofSeconds(20));
  }

  private static AttemptResult asking(Duration wait) {
    return new AttemptResult.Response(503, "", wait);
  }

  @Test
  void a_maximum_below_the_initial_backoff_applies_from_the_start() {
    assertThat(withBackoff(Duration.ofHours(1), Duration.ofSeconds(1)).backoffAfter(1))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void an_initial_backoff_of_zero_stays_zero() {
    assertThat(withBackoff(Duration.ZERO, Duration.ofDays(1)).backoffAfter(100))
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void values_out_of_range_are_rejected_by_name() {
    assertThatThrownBy(() -> policy(0, Duration.ZERO, 1)).hasMessageContaining("maxAttempts");
    assertThatThrownBy(() -> policy(101, Duration.ZERO, 1)).hasMessageContaining("maxAttempts");
    assertThatThrownBy(() -> policy(5, Duration.ZERO, 11))
        .hasMessageContaining("duplicates must be from 1 to 10");
    assertThatThrownBy(() -> policy(5, Duration.ofNanos(-1), 1)).hasMessageContaining("delay");
    assertThatThrownBy(() -> withBackoff(Duration.ofDays(366), Duration.ZERO))
        .hasMessageContaining("initialBackoff");
  }

  private static WebhookPolicy policy(int maxAttempts, Duration delay, int duplicates) {
    return new WebhookPolicy(
        maxAttempts, Duration.ofSeconds(10), Duration.ofMinutes(10), delay, duplicates, false);
  }

  private static WebhookPolicy withBackoff(Duration initial, Duration max) {
    return new WebhookPolicy(5, initial, max, Duration.ZERO, 1, false);
  }
}
