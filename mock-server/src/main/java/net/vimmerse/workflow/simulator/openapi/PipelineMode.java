package net.vimmerse.workflow.simulator.openapi;

import java.util.List;
import net.vimmerse.workflow.simulator.simulation.Pipeline;

/**
 * Describes a template in one pipeline mode.
 *
 * @param credits the price of a workflow
 * @param pipeline the steps
 * @param outputs the media types of the results
 */
public record PipelineMode(int credits, Pipeline pipeline, List<String> outputs) {}
