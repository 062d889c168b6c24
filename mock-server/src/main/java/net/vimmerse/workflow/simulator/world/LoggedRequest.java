package net.vimmerse.workflow.simulator.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that was answered.
 *
 * @param number its place in its world's log, from 1
 * @param at when, by its world's clock
 * @param operation the operationId
 * @param method in upper case
 * @param path as sent
 * @param status what it was answered with
 * @param note why, where that is not the caller's doing alone; null otherwise
 * @param body what was sent, cut after some thousand characters; empty if nothing was
 */
public record LoggedRequest(
    long number,
    Instant at,
    String operation,
    String method,
    String path,
    int status,
    @Nullable String note,
    String body) {}
