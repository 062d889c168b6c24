package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;

/**
 * Records one attempt to send a webhook. Contains no real-time duration, so that equal runs have
 * equal records.
 *
 * @param number from 1; continues when a delivery is sent again
 * @param at when it was made, in virtual time
 * @param result the response or the failure
 */
public record Attempt(int number, Instant at, AttemptResult result) {}
