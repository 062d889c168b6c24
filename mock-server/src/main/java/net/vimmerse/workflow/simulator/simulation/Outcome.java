package net.vimmerse.workflow.simulator.simulation;

/** Defines how a workflow ends. */
public sealed interface Outcome {

  /** All steps complete. */
  record Success() implements Outcome {}

  /**
   * A step fails halfway.
   *
   * @param step the index of that step, from 0
   * @param reason explains the failure to a developer
   */
  record Failure(int step, String reason) implements Outcome {}

  /**
   * Progress stops, and the workflow never ends.
   *
   * @param percentage where progress stops, 0 to 99
   */
  record Stuck(int percentage) implements Outcome {}
}
