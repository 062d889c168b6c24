package net.vimmerse.workflow.simulator;

/** What successful answers are wrapped in. */
public enum Envelope {
  /** An object with the one field {@code data}. */
  DATA,
  /** Nothing. */
  NONE
}
