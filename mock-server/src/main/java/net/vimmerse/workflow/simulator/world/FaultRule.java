package net.vimmerse.workflow.simulator.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Disturbs requests.
 *
 * @param id unique in its world
 * @param operation only requests of this operation; null for all
 * @param template only requests to create from this template; null for all requests
 * @param probability only this part of those, by chance; null for each
 * @param count only the first so many of those; null for any number
 * @param until only until then; null for ever
 * @param effect what happens to them
 */
public record FaultRule(
    String id,
    @Nullable String operation,
    @Nullable String template,
    @Nullable Double probability,
    @Nullable Integer count,
    @Nullable Instant until,
    FaultEffect effect) {}
