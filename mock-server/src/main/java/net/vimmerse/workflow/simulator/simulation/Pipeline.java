package net.vimmerse.workflow.simulator.simulation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lists the steps that a workflow runs, in order.
 *
 * @param steps at least one
 */
public record Pipeline(List<Step> steps) {

  /**
   * Creates a pipeline.
   *
   * @throws IllegalArgumentException if there are no steps
   */
  public Pipeline {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a pipeline needs at least one step");
    }
  }

  /** Returns the step whose output is the workflow's result. */
  public Step last() {
    return steps.get(steps.size() - 1);
  }

  /**
   * Returns the index, from 0, of the first step with this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known steps
   */
  public int indexOf(String flow) {
    for (Step step : steps) {
      if (step.flow().equals(flow)) {
        return step.number() - 1;
      }
    }
    throw new IllegalArgumentException(
        "unknown step '"
            + flow
            + "'; expected one of "
            + steps.stream().map(Step::flow).collect(Collectors.joining(", ")));
  }
}
