package net.vimmerse.workflow.client;

import java.io.IOException;

/**
 * No answer was had: the connection failed, broke or timed out. The cause tells how.
 *
 * <p>When it happened while creating a workflow and {@link #mayHaveBeenReceived}, whether the
 * service has created it, and charged for it, is not known.
 */
public final class WorkflowNetworkException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final String request;
  private final boolean mayHaveBeenReceived;

  /** Public for stand-ins of the client in tests. */
  public WorkflowNetworkException(String message, IOException cause) {
    this("", message, cause, true);
  }

  WorkflowNetworkException(
      String request, String message, IOException cause, boolean mayHaveBeenReceived) {
    super(message, cause);
    this.request = request;
    this.mayHaveBeenReceived = mayHaveBeenReceived;
  }

  /** Returns the method and path of the request, without the query; empty for a download. */
  public String request() {
    return request;
  }

  /**
   * Returns whether the service may have seen the request. False when no connection came about, so
   * that no byte of the request was sent.
   */
  public boolean mayHaveBeenReceived() {
    return mayHaveBeenReceived;
  }

  /** Returns what went wrong. */
  @Override
  public synchronized IOException getCause() {
    return (IOException) super.getCause();
  }
}
