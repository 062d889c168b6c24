package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;

/**
 * What was decided for a workflow when it was created.
 *
 * @param duration from creation to success; zero or more, {@link #LONGEST} at most
 * @param outcome how it ends
 */
public record Plan(Duration duration, Outcome outcome) {

  /** Long enough for any test, and short enough to count in nanoseconds. */
  public static final Duration LONGEST = Duration.ofDays(365);

  /**
   * @throws IllegalArgumentException if the duration is negative or too long
   */
  public Plan {
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "duration must be from 0 to " + LONGEST.toDays() + " days, but is " + duration);
    }
  }
}
