package net.vimmerse.workflow.simulator.clock;

/** Thrown when a clock cannot be changed because another call is advancing it. */
public final class ClockBusyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  ClockBusyException(String message) {
    super(message);
  }
}
