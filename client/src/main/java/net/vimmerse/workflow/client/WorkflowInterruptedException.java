package net.vimmerse.workflow.client;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the calling thread is interrupted. Its interrupt flag remains set. A workflow that the
 * client waited for is not affected; wait for it again if necessary.
 */
public final class WorkflowInterruptedException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  WorkflowInterruptedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
