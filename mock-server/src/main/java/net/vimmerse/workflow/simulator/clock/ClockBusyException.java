package net.vimmerse.workflow.simulator.clock;

/** Thrown when a clock cannot be changed because another call is advancing it. */
public final class ClockBusyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  ClockBusyException(String message) {
    super(message);
  }

  /** Creates the exception for a clock that another caller has been advancing for too long. */
  public static ClockBusyException advancing() {
    return new ClockBusyException(
        "the clock is being advanced and waits for receivers of webhooks");
  }
}
