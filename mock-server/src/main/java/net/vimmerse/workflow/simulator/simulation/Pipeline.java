package net.vimmerse.workflow.simulator.simulation;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lists the steps that a workflow runs, in order.
 *
 * @param steps at least one
 * @param pace how long each step takes in relation to the others; null for equal times
 */
public record Pipeline(List<Step> steps, @Nullable Pace pace) {

  /**
   * Creates a pipeline.
   *
   * @throws IllegalArgumentException if there are no steps, or the pace has another number of them
   */
  public Pipeline {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a pipeline needs at least one step");
    }
    if (pace != null && pace.steps().size() != steps.size()) {
      throw new IllegalArgumentException("a pace needs a time for each step");
    }
  }

  /** Creates a pipeline whose steps take equal times. */
  public Pipeline(List<Step> steps) {
    this(steps, null);
  }

  /** Returns the same steps with another pace. */
  public Pipeline withPace(Pace changed) {
    return new Pipeline(steps, changed);
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
