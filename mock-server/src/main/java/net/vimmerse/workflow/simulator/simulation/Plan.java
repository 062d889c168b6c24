package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for a workflow.
 *
 * @param duration from creation to success; zero or more, {@link #LONGEST} at most
 * @param outcome how it ends
 * @param pace what moves it on
 * @param expiresAt when it is forgotten; null if it is not
 * @param note why it will not simply succeed, for people; null if it will
 */
public record Plan(
    Duration duration,
    Outcome outcome,
    Pace pace,
    @Nullable Instant expiresAt,
    @Nullable String note) {

  /** Long enough for any test, and short enough to count in nanoseconds. */
  public static final Duration LONGEST = Duration.ofDays(365);

  /**
   * Checks the duration.
   *
   * @throws IllegalArgumentException if the duration is negative or too long
   */
  public Plan {
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "duration must be from 0 to " + LONGEST.toDays() + " days, but is " + duration);
    }
  }

  /** A plan for a workflow that its clock moves on, and that is never forgotten. */
  public static Plan of(Duration duration, Outcome outcome) {
    return new Plan(duration, outcome, new Pace.Time(), null, null);
  }

  /** The same plan for a workflow that is forgotten at some time, unless it says when already. */
  public Plan expiringAt(Instant at) {
    return expiresAt == null ? new Plan(duration, outcome, pace, at, note) : this;
  }

  /** The same plan with another end. */
  public Plan with(Outcome changed, @Nullable String why) {
    return new Plan(duration, changed, pace, expiresAt, why);
  }
}
