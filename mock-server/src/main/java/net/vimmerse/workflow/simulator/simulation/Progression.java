package net.vimmerse.workflow.simulator.simulation;

/** Defines what advances a workflow. */
public sealed interface Progression {

  /** The clock of its namespace. */
  record Time() implements Progression {}

  /**
   * Each read of the workflow.
   *
   * @param count how many reads it takes to end, at least 1
   */
  record Polls(int count) implements Progression {}

  /** The admin API only. */
  record Manual() implements Progression {}
}
