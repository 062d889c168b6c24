package net.vimmerse.workflow.client;

import org.jspecify.annotations.Nullable;

/** The root of everything that this client throws on its own account. */
public abstract class WorkflowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkflowException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
