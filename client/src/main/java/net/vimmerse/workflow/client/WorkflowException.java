package net.vimmerse.workflow.client;

import org.jspecify.annotations.Nullable;

/** Superclass of the exceptions that this client throws if a call fails. */
public abstract class WorkflowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkflowException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
