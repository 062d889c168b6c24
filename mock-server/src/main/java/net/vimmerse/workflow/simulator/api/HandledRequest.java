package net.vimmerse.workflow.simulator.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request that the Workflow API has handled, without what is secret.
 *
 * @param method the HTTP method
 * @param path the path without the query
 * @param operation the operationId; {@code media} for a file, null for a path that is neither
 * @param namespace the name of the namespace; null without an API key
 * @param status the response status
 * @param duration the real time that it took to compute the response
 * @param traceId the id of the trace that the request belongs to; null if it names none
 * @param note what the simulator did beyond the contract; null for nothing
 */
public record HandledRequest(
    String method,
    String path,
    @Nullable String operation,
    @Nullable String namespace,
    int status,
    Duration duration,
    @Nullable String traceId,
    @Nullable String note) {}
