package net.vimmerse.workflow.client;

import java.io.IOException;

/**
 * No answer was had: the connection failed, broke or timed out. The cause tells how.
 *
 * <p>When it happened while creating a workflow, whether the service has created it, and charged
 * for it, is not known.
 */
public final class WorkflowNetworkException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  /** Public for stand-ins of the client in tests. */
  public WorkflowNetworkException(String message, IOException cause) {
    super(message, cause);
  }

  /** Returns what went wrong. */
  @Override
  public synchronized IOException getCause() {
    return (IOException) super.getCause();
  }
}
