package net.vimmerse.workflow.simulator.snapshot;

/** Thrown when state was not written by this version of the format. The message names the place. */
public final class MalformedStateException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for the user. */
  public MalformedStateException(String message) {
    super(message);
  }

  /** Creates an exception with a message for the user, and a cause for the developer. */
  public MalformedStateException(String message, Throwable cause) {
    super(message, cause);
  }
}
