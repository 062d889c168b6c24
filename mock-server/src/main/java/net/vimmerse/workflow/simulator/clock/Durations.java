package net.vimmerse.workflow.simulator.clock;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Parses durations and checks their range: the one range of every duration in the simulator. */
public final class Durations {

  /** The longest duration: long enough for any test, short enough to count in nanoseconds. */
  public static final Duration MAX = Duration.ofDays(365);

  private Durations() {}

  /**
   * Parses a duration such as {@code 500ms}, {@code 20s}, {@code 1m30s} or {@code PT2H}.
   *
   * @throws IllegalArgumentException if {@code text} is not a duration, or is out of range
   */
  public static Duration parse(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    Duration duration;
    try {
      duration =
          upper.matches("\\d{1,15}MS")
              ? Duration.ofMillis(Long.parseLong(upper.substring(0, upper.length() - 2)))
              : Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration; use a form such as 500ms, 20s, 1m30s or 2h", e);
    }
    return requireInRange("duration", duration);
  }

  /**
   * Returns {@code duration} if it is from zero to {@link #MAX}.
   *
   * @param name names the value in the error message
   * @throws IllegalArgumentException if it is out of range
   */
  public static Duration requireInRange(String name, Duration duration) {
    if (duration.isNegative() || duration.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          name + " must be from 0 to " + MAX.toDays() + " days, but is " + duration);
    }
    return duration;
  }
}
