package net.vimmerse.workflow.simulator.webhook;

import java.time.Duration;
import net.vimmerse.workflow.simulator.clock.Durations;

/**
 * Configures when and how often a webhook is sent. Durations are virtual time, from zero to {@link
 * Durations#MAX}. The last three settings simulate what a network can do to a receiver.
 *
 * @param maxAttempts the attempts before a delivery fails; 1 to {@value #MAX_ATTEMPTS}
 * @param initialBackoff the time from the first failed attempt to the second; doubles each time
 * @param maxBackoff the upper bound of the backoff
 * @param delay the time from the end of a workflow to the first attempt
 * @param duplicates how often an accepted delivery is sent, with the same id; 1 to {@value
 *     #MAX_DUPLICATES}. Duplicates follow at once and are not retried.
 * @param reversed whether deliveries due at the same time are sent in reverse order
 */
public record WebhookPolicy(
    int maxAttempts,
    Duration initialBackoff,
    Duration maxBackoff,
    Duration delay,
    int duplicates,
    boolean reversed) {

  /** The upper bound of {@code maxAttempts}. */
  public static final int MAX_ATTEMPTS = 100;

  /** The upper bound of {@code duplicates}. */
  public static final int MAX_DUPLICATES = 10;

  /**
   * Creates a policy.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public WebhookPolicy {
    requireInRange("maxAttempts", maxAttempts, MAX_ATTEMPTS);
    Durations.requireInRange("initialBackoff", initialBackoff);
    Durations.requireInRange("maxBackoff", maxBackoff);
    Durations.requireInRange("delay", delay);
    requireInRange("duplicates", duplicates, MAX_DUPLICATES);
  }

  /** Returns the default: five attempts, 10 s, 20 s, 40 s and 80 s apart, in order, once each. */
  public static WebhookPolicy ofDefaults() {
    return new WebhookPolicy(
        5, Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ZERO, 1, false);
  }

  /** Returns the backoff after a number of consecutive failures, 1 or more. */
  Duration backoffAfter(int failures) {
    Duration wait = initialBackoff;
    for (int i = 1; i < failures && wait.compareTo(maxBackoff) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(maxBackoff) < 0 ? wait : maxBackoff;
  }

  /**
   * Returns the backoff after a number of consecutive failures and the last of them: longer if the
   * receiver asked for it by Retry-After, but not longer than the maximum.
   */
  Duration backoffAfter(int failures, AttemptResult last) {
    Duration backoff = backoffAfter(failures);
    Duration asked = last instanceof AttemptResult.Response response ? response.retryAfter() : null;
    if (asked == null || asked.compareTo(backoff) < 0) {
      return backoff;
    }
    return asked.compareTo(maxBackoff) < 0 ? asked : maxBackoff;
  }

  private static void requireInRange(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(name + " must be from 1 to " + max + ", but is " + value);
    }
  }
}
