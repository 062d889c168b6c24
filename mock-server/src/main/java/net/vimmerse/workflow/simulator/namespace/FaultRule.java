package net.vimmerse.workflow.simulator.namespace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Injects a fault into requests that match.
 *
 * @param id unique in its namespace
 * @param operation matches one operationId; null for all
 * @param template matches requests that create a workflow from this template; null for all requests
 * @param probability applies to a random share of the matching requests, 0 to 1; null for all
 * @param count applies to the first {@code count} of those; null for no limit
 * @param until applies until this time; null for no end
 * @param effect what happens to the request
 */
public record FaultRule(
    String id,
    @Nullable String operation,
    @Nullable String template,
    @Nullable Double probability,
    @Nullable Integer count,
    @Nullable Instant until,
    FaultEffect effect) {}
