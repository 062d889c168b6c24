package net.vimmerse.workflow.simulator.contract;

import java.util.List;
import net.vimmerse.workflow.simulator.simulation.Pipeline;

/**
 * What a template does in one pipeline mode.
 *
 * @param credits the price of one workflow
 * @param pipeline what is run
 * @param outputs the content types of the final outputs
 */
public record Mode(int credits, Pipeline pipeline, List<String> outputs) {}
