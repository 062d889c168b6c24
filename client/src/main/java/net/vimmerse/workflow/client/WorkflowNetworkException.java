package net.vimmerse.workflow.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable Integer status;
  private final @Nullable String workflowId;

  /** Creates the exception; public for fakes of the client in tests. */
  public WorkflowNetworkException(String message, IOException cause) {
    this("", message, cause, true, null, null);
  }

  /**
   * Creates the exception; public for fakes of the client in tests.
   *
   * @param request the method and path of the request
   */
  public WorkflowNetworkException(
      String request, String message, IOException cause, boolean mayHaveBeenReceived) {
    this(request, message, cause, mayHaveBeenReceived, null, null);
  }

  /**
   * Creates the exception; public for fakes of the client in tests.
   *
   * @param request the method and path of the request
   * @param status the HTTP status of a response that broke off; null if no response began
   * @param workflowId the id of the workflow in that response; null if there is none
   */
  public WorkflowNetworkException(
      String request,
      String message,
      IOException cause,
      boolean mayHaveBeenReceived,
      @Nullable Integer status,
      @Nullable String workflowId) {
    super(message, cause);
    this.request = request;
    this.mayHaveBeenReceived = mayHaveBeenReceived;
    this.status = status;
    this.workflowId = workflowId;
  }

  @Override
  public boolean isRetryable() {
    return !mayHaveBeenReceived || !TransientFailures.isPaid(request);
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

  /** Returns the HTTP status of a response that broke off; null if no response began. */
  public @Nullable Integer status() {
    return status;
  }

  /**
   * Returns the id of the workflow in a response that broke off; null if there is none. A workflow
   * that a create request names here has been created: wait for it by this id.
   */
  public @Nullable String workflowId() {
    return workflowId;
  }

  /** Returns the underlying failure. */
  @Override
  public synchronized IOException getCause() {
    return (IOException) super.getCause();
  }
}
