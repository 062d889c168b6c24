package net.vimmerse.workflow.simulator.webhook;

import java.time.Duration;

/**
 * How often and when a delivery is sent; all durations are in virtual time. The last three do what
 * networks do to a receiver sooner or later, on purpose.
 *
 * @param maxAttempts how often a delivery is tried until it is given up; 1 to 100
 * @param firstBackOff from a first unsuccessful attempt to the second; doubles each time
 * @param longestBackOff where the doubling ends
 * @param delay from when a delivery is due to its first attempt
 * @param copies how often a receiver gets a delivery that it accepts, all with the same id; 1 to
 *     100. The further ones follow at the same instant and are not tried again.
 * @param reversed whether what is due at one instant is sent last in, first out
 */
public record WebhookPolicy(
    int maxAttempts,
    Duration firstBackOff,
    Duration longestBackOff,
    Duration delay,
    int copies,
    boolean reversed) {

  /** The longest back-off and delay. */
  public static final Duration LONGEST = Duration.ofDays(365);

  private static final int MOST = 100;

  /**
   * @throws IllegalArgumentException if a number or duration is out of its range
   */
  public WebhookPolicy {
    requireCount("maxAttempts", maxAttempts);
    requireDuration("firstBackOff", firstBackOff);
    requireDuration("longestBackOff", longestBackOff);
    requireDuration("delay", delay);
    requireCount("copies", copies);
  }

  /** Five attempts, 10 s, 20 s, 40 s and 80 s apart, in order, at once and once each. */
  public static WebhookPolicy ofDefaults() {
    return new WebhookPolicy(
        5, Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ZERO, 1, false);
  }

  /** The same with another number of attempts. */
  public WebhookPolicy withMaxAttempts(int attempts) {
    return new WebhookPolicy(attempts, firstBackOff, longestBackOff, delay, copies, reversed);
  }

  /** The same with another back-off. */
  public WebhookPolicy withBackOff(Duration first, Duration longest) {
    return new WebhookPolicy(maxAttempts, first, longest, delay, copies, reversed);
  }

  /** The same with every first attempt made later. Holds for what is enqueued from then on. */
  public WebhookPolicy withDelay(Duration longer) {
    return new WebhookPolicy(maxAttempts, firstBackOff, longestBackOff, longer, copies, reversed);
  }

  /** The same with every accepted delivery sent {@code number} times. */
  public WebhookPolicy withCopies(int number) {
    return new WebhookPolicy(maxAttempts, firstBackOff, longestBackOff, delay, number, reversed);
  }

  /** The same with the order within one instant reversed, or not. */
  public WebhookPolicy withReversed(boolean lastFirst) {
    return new WebhookPolicy(maxAttempts, firstBackOff, longestBackOff, delay, copies, lastFirst);
  }

  /** How long to wait after {@code tries} attempts in a row that did not succeed; 1 or more. */
  Duration backOff(int tries) {
    Duration wait = firstBackOff;
    for (int i = 1; i < tries && wait.compareTo(longestBackOff) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestBackOff) < 0 ? wait : longestBackOff;
  }

  private static void requireCount(String name, int count) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(name + " must be from 1 to " + MOST + ", but is " + count);
    }
  }

  private static void requireDuration(String name, Duration duration) {
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be from 0 to " + LONGEST.toDays() + " days, but is " + duration);
    }
  }
}
