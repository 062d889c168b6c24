package net.vimmerse.workflow.simulator.simulation;

import java.util.List;
import java.util.stream.Collectors;

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

  /**
   * The index, from 0, of the first step with this name.
   *
   * @throws IllegalArgumentException if there is none; the message names those there are
   */
  public int indexOf(String flow) {
    for (Step step : steps) {
      if (step.flow().equals(flow)) {
        return step.number() - 1;
      }
    }
    throw new IllegalArgumentException(
        "there is no step '"
            + flow
            + "' here, only "
            + steps.stream().map(Step::flow).collect(Collectors.joining(", ")));
  }
}
