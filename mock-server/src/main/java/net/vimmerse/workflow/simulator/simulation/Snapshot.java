package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reader sees of a workflow at an instant.
 *
 * @param percentage 0 to 100; 100 only with {@link Status#SUCCESS}
 * @param completed the steps that have produced their output
 * @param result the step whose output is the workflow's result; empty unless it ended well
 * @param endedAt when it ended; null until then
 * @param updatedAt when anything here, or in the workflow's details, last changed
 */
public record Snapshot(
    Status status,
    int percentage,
    List<Step> completed,
    List<Step> result,
    @Nullable Instant endedAt,
    Instant updatedAt) {

  /** The workflow at {@code now}; an instant before its creation counts as its creation. */
  public static Snapshot of(Workflow workflow, Instant now) {
    return new Timeline(workflow).at(now);
  }

  /** When its clock will end, or has ended, the workflow; empty if that never happens. */
  public static Optional<Instant> endsAt(Workflow workflow) {
    return new Timeline(workflow).endsAt();
  }

  /** The instants at which its clock changes more than its percentage; empty if none does. */
  public static List<Instant> turns(Workflow workflow) {
    return new Timeline(workflow).turns();
  }

  /** How much of {@code whole} has gone by when processing has come to {@code percentage}. */
  public static Duration elapsedAt(Duration whole, int percentage) {
    return Timeline.elapsedAt(whole, percentage);
  }
}
