package net.vimmerse.workflow.simulator.simulation;

/**
 * One processing step.
 *
 * @param number its place in the pipeline, from 1
 * @param flow its name, as {@code completions} shows it
 * @param contentType the media type of the one file it produces
 */
public record Step(int number, String flow, String contentType) {}
