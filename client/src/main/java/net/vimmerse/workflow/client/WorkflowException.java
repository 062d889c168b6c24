package net.vimmerse.workflow.client;

import org.jspecify.annotations.Nullable;

/** Superclass of the exceptions that this client throws if a call fails. */
public abstract class WorkflowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkflowException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns true if repeating the call may succeed and cannot create and charge a second workflow.
   * The client itself repeats such calls as its {@link RetryOptions} allow.
   */
  public boolean isRetryable() {
    return false;
  }
}
