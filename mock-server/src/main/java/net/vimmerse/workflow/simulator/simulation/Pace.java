package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.util.List;

/**
 * Holds how long the parts of a workflow take in relation to each other.
 *
 * @param start the time until processing starts
 * @param steps the time of each step, in order; at least one is longer than zero
 */
public record Pace(Duration start, List<Duration> steps) {

  /**
   * Creates a pace.
   *
   * @throws IllegalArgumentException if the steps take no time
   */
  public Pace {
    steps = List.copyOf(steps);
    if (sum(steps).isZero()) {
      throw new IllegalArgumentException("the steps take no time");
    }
  }

  /** Returns the time from creation to success. */
  public Duration total() {
    return start.plus(work());
  }

  /** Returns the time of all steps. */
  Duration work() {
    return sum(steps);
  }

  private static Duration sum(List<Duration> times) {
    return times.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
