package net.vimmerse.workflow.simulator.simulation;

import java.util.Locale;

/** The processing status of a workflow. */
public enum Status {
  NEW,
  PROCESSING,
  SUCCESS,
  FAIL;

  /** Returns the name in lower case, as the API writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
