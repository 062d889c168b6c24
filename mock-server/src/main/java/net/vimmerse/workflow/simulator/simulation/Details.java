package net.vimmerse.workflow.simulator.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a workflow that its owner may change.
 *
 * @param rating null until given
 * @param deliveredAt null until said
 * @param changedAt when any of this last changed; the time of creation at first
 */
public record Details(
    String title,
    String description,
    String visibilityStatus,
    @Nullable String rating,
    @Nullable Instant deliveredAt,
    Instant changedAt) {}
