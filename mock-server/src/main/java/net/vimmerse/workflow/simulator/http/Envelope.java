package net.vimmerse.workflow.simulator.http;

/** Defines how successful responses are wrapped. */
public enum Envelope {
  /** In an object with the single property {@code data}. */
  DATA,
  /** Not at all. */
  NONE
}
