package net.vimmerse.workflow.simulator.simulation;

import java.util.List;

/**
 * The steps that a workflow runs through, in order.
 *
 * @param steps at least one
 */
public record Pipeline(List<Step> steps) {

  /**
   * @throws IllegalArgumentException if there is no step
   */
  public Pipeline {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a pipeline needs at least one step");
    }
  }

  /** The step whose output is the workflow's result. */
  public Step last() {
    return steps.get(steps.size() - 1);
  }
}
