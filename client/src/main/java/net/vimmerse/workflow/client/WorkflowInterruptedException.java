package net.vimmerse.workflow.client;

import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted while it waited. Its interrupt flag is still set. A workflow
 * that was being waited for goes on, and can be waited for again.
 */
public final class WorkflowInterruptedException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  WorkflowInterruptedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
