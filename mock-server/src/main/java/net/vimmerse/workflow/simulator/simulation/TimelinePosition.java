package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds the progress of a workflow that is not advanced by its clock.
 *
 * @param elapsed the part of its duration that counts as passed
 * @param movedAt when this position was set
 * @param polls how often the workflow has been read
 */
public record TimelinePosition(Duration elapsed, Instant movedAt, int polls) {}
