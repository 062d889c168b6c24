package net.vimmerse.workflow.simulator.simulation;

/** The stages of a workflow's life. Their names in lower case are the API's. */
public enum Status {
  NEW,
  PROCESSING,
  SUCCESS,
  FAIL
}
