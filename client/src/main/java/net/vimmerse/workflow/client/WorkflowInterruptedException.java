package net.vimmerse.workflow.client;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the calling thread is interrupted. Its interrupt flag remains set. A workflow that the
 * client waited for is not affected; wait for it again if necessary.
 *
 * <p>If a create request fails with this exception and {@link #mayHaveBeenReceived} returns true,
 * the service may have created the workflow and charged for it.
 */
public final class WorkflowInterruptedException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final boolean mayHaveBeenReceived;
  private final @Nullable String workflowId;

  /**
   * Creates the exception; public for fakes of the client in tests.
   *
   * @param workflowId the workflow that was waited for or created; null if it is not known
   */
  public WorkflowInterruptedException(
      String message,
      boolean mayHaveBeenReceived,
      @Nullable String workflowId,
      @Nullable Throwable cause) {
    super(message, cause);
    this.mayHaveBeenReceived = mayHaveBeenReceived;
    this.workflowId = workflowId;
  }

  /**
   * Returns false if the service certainly has not received the interrupted request, because no
   * connection was established.
   */
  public boolean mayHaveBeenReceived() {
    return mayHaveBeenReceived;
  }

  /**
   * Returns the id of the workflow that was waited for, or that was created according to the part
   * of the response that was received; null if there is none.
   */
  public @Nullable String workflowId() {
    return workflowId;
  }
}
