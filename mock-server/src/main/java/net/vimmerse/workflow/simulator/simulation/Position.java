package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a workflow has been moved that its clock does not move.
 *
 * @param elapsed the part of its whole duration that has gone by
 * @param movedAt when it was moved there
 * @param polls how often it has been read
 */
public record Position(Duration elapsed, Instant movedAt, int polls) {}
