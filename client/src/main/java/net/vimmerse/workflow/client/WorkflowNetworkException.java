package net.vimmerse.workflow.client;

import java.io.IOException;

/**
 * Thrown if no complete response is received: the connection failed, broke or timed out. The cause
 * has the details.
 *
 * <p>If a create request fails with this exception and {@link #mayHaveBeenReceived} returns true,
 * the service may have created the workflow and charged for it.
 */
public final class WorkflowNetworkException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final String request;
  private final boolean mayHaveBeenReceived;

  /** Creates the exception; public for fakes of the client in tests. */
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
   * Returns false if the service certainly has not received the request, because no connection was
   * established.
   */
  public boolean mayHaveBeenReceived() {
    return mayHaveBeenReceived;
  }

  /** Returns the underlying failure. */
  @Override
  public synchronized IOException getCause() {
    return (IOException) super.getCause();
  }
}
