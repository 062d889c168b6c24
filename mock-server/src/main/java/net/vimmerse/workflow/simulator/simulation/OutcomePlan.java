package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.time.Instant;
import net.vimmerse.workflow.simulator.clock.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Describes how a workflow will progress and end.
 *
 * @param duration from creation to success; 0 to {@link Durations#MAX}
 * @param outcome how the workflow ends
 * @param progression what advances the workflow
 * @param expiresAt when the workflow expires; null for never
 * @param note explains why the workflow will not simply succeed; null if it will
 */
public record OutcomePlan(
    Duration duration,
    Outcome outcome,
    Progression progression,
    @Nullable Instant expiresAt,
    @Nullable String note) {

  /**
   * Creates a plan.
   *
   * @throws IllegalArgumentException if the duration is out of range
   */
  public OutcomePlan {
    Durations.requireInRange("duration", duration);
  }

  /** Creates a plan for a workflow that advances with time and never expires. */
  public static OutcomePlan of(Duration duration, Outcome outcome) {
    return new OutcomePlan(duration, outcome, new Progression.Time(), null, null);
  }

  /** Returns a copy that expires at {@code at}, unless the plan has an expiry already. */
  public OutcomePlan expiringAt(Instant at) {
    return expiresAt == null ? new OutcomePlan(duration, outcome, progression, at, note) : this;
  }

  /** Returns a copy with another duration. */
  public OutcomePlan withDuration(Duration changed) {
    return new OutcomePlan(changed, outcome, progression, expiresAt, note);
  }

  /** Returns a copy with another outcome and note. */
  public OutcomePlan withOutcome(Outcome changed, @Nullable String changedNote) {
    return new OutcomePlan(duration, changed, progression, expiresAt, changedNote);
  }
}
