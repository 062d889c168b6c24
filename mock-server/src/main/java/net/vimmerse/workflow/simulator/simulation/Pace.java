package net.vimmerse.workflow.simulator.simulation;

/** What moves a workflow on. */
public sealed interface Pace {

  /** Its clock. */
  record Time() implements Pace {}

  /**
   * Being read.
   *
   * @param count how many reads it takes, at least 1
   */
  record Polls(int count) implements Pace {}

  /** Whoever runs the simulator, and nothing else. */
  record Manual() implements Pace {}
}
