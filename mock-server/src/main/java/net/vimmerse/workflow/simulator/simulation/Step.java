package net.vimmerse.workflow.simulator.simulation;

/**
 * Describes one processing step.
 *
 * @param number the position in the pipeline, from 1
 * @param flow the name of the step, as in {@code completions}
 * @param contentType the media type of the file that the step produces
 */
public record Step(int number, String flow, String contentType) {}
