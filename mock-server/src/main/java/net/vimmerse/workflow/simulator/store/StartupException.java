package net.vimmerse.workflow.simulator.store;

/**
 * Thrown when the simulator cannot start with the files or directories it was given. The message is
 * one line for the user.
 */
public final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for the user. */
  public StartupException(String message) {
    super(message);
  }

  /** Creates an exception with a message for the user, and a cause for the developer. */
  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
