package net.vimmerse.workflow.simulator.simulation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a workflow as a client sees it at an instant.
 *
 * @param percentage 0 to 100; 100 only with {@link Status#SUCCESS}
 * @param completed the steps whose output exists
 * @param result the step whose output is the result; empty unless the workflow succeeded
 * @param endedAt when the workflow ended; null until then
 * @param updatedAt when any of this, or the workflow's details, last changed
 */
public record WorkflowView(
    Status status,
    int percentage,
    List<Step> completed,
    List<Step> result,
    @Nullable Instant endedAt,
    Instant updatedAt) {

  /** Returns the view at {@code now}; a time before the creation counts as the creation. */
  public static WorkflowView of(Workflow workflow, Instant now) {
    return new Timeline(workflow).at(now);
  }
}
