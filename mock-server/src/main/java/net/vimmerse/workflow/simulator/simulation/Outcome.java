package net.vimmerse.workflow.simulator.simulation;

/** How a workflow ends; decided when it is created, or later by whoever runs the simulator. */
public sealed interface Outcome {

  /** Every step is run. */
  record Success() implements Outcome {}

  /**
   * A step breaks off half-way.
   *
   * @param step the index of that step, from 0
   * @param reason why, for people
   */
  record Failure(int step, String reason) implements Outcome {}

  /**
   * Nothing moves any more, and it never ends.
   *
   * @param percentage where it stops, 0 to 99
   */
  record Stuck(int percentage) implements Outcome {}
}
