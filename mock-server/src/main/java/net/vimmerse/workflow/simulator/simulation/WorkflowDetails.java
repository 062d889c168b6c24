package net.vimmerse.workflow.simulator.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds the properties of a workflow that its owner can update.
 *
 * @param rating null until set
 * @param deliveredAt null until set
 * @param changedAt when any of these last changed; initially the creation time
 */
public record WorkflowDetails(
    String title,
    String description,
    String visibilityStatus,
    @Nullable String rating,
    @Nullable Instant deliveredAt,
    Instant changedAt) {

  /** Returns equal details that share equal values with others. */
  WorkflowDetails sharing(SharedValues values) {
    return values.shared(
        new WorkflowDetails(
            values.shared(title),
            values.shared(description),
            values.shared(visibilityStatus),
            values.sharedOrNull(rating),
            deliveredAt,
            values.shared(changedAt)));
  }
}
