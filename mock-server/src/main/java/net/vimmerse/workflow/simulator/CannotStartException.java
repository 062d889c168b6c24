package net.vimmerse.workflow.simulator;

/**
 * The simulator cannot start with what it was given: a directory or a file. The message says in one
 * line what is wrong, for people.
 */
public final class CannotStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CannotStartException(String message) {
    super(message);
  }

  public CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
