package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;

/**
 * One call of a receiver. How long it really took is left out: two equal runs have equal attempts.
 *
 * @param number from 1; goes on when a delivery is sent again
 * @param at when, in the time that {@link Webhooks} was told
 * @param reply what came of it
 */
public record Attempt(int number, Instant at, Reply reply) {}
