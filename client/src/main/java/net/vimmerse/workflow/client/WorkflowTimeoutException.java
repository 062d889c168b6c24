package net.vimmerse.workflow.client;

import java.time.Duration;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a workflow has not ended when the timeout of the wait expires. The workflow may still
 * be running; wait for it again with {@link WorkflowClient#await(String)}.
 */
public final class WorkflowTimeoutException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final String workflowId;
  private final transient @Nullable Workflow lastWorkflow;
  private final Duration elapsed;

  /**
   * Creates the exception; public for fakes of the client in tests.
   *
   * @param lastWorkflow null if no read succeeded
   * @param cause the failure of the last read; null if it succeeded
   */
  public WorkflowTimeoutException(
      String workflowId,
      @Nullable Workflow lastWorkflow,
      Duration elapsed,
      @Nullable Throwable cause) {
    super(message(workflowId, lastWorkflow, elapsed), cause);
    this.workflowId = workflowId;
    this.lastWorkflow = lastWorkflow;
    this.elapsed = elapsed;
  }

  private static String message(String workflowId, @Nullable Workflow last, Duration elapsed) {
    String state =
        last == null
            ? "could not be read"
            : "has status "
                + LenientRead.of(last::processingStatus)
                + " at "
                + LenientRead.of(last::progressPercentage)
                + "%";
    return String.format(
        "After %s workflow %s %s. It may still be running: call client.await(\"%s\") again, with a"
            + " longer PollOptions.timeout if necessary",
        elapsed, workflowId, state, workflowId);
  }

  /** Returns the id of the workflow. */
  public String workflowId() {
    return workflowId;
  }

  /**
   * Returns the workflow as last read; null if no read succeeded, or if this exception was
   * deserialized.
   */
  public @Nullable Workflow lastWorkflow() {
    return lastWorkflow;
  }

  /** Returns the duration of the wait. */
  public Duration elapsed() {
    return elapsed;
  }
}
