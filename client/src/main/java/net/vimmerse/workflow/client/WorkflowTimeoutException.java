package net.vimmerse.workflow.client;

import java.time.Duration;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * A workflow had not ended when the deadline came. It may still be running, and can be waited for
 * again with {@link WorkflowClient#await(String)}.
 */
public final class WorkflowTimeoutException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final transient @Nullable Workflow lastWorkflow;
  private final Duration elapsed;

  /**
   * Public for stand-ins of the client in tests.
   *
   * @param cause why the last read failed, if it did
   */
  public WorkflowTimeoutException(
      String id, @Nullable Workflow lastWorkflow, Duration elapsed, @Nullable Throwable cause) {
    super(message(id, lastWorkflow, elapsed), cause);
    this.id = id;
    this.lastWorkflow = lastWorkflow;
    this.elapsed = elapsed;
  }

  private static String message(String id, @Nullable Workflow last, Duration elapsed) {
    String state =
        last == null
            ? "was never read"
            : "has status " + last.processingStatus() + " at " + last.progressPercentage() + "%";
    return "After "
        + elapsed
        + " workflow "
        + id
        + " "
        + state
        + ". It may still be running: go on with client.await(\""
        + id
        + "\"), with a longer PollOptions deadline if need be";
  }

  /** Returns the id of the workflow, to go on waiting with. */
  public String id() {
    return id;
  }

  /**
   * Returns the workflow as it was last read.
   *
   * @return null if it never was. Not kept by serialization
   */
  public @Nullable Workflow lastWorkflow() {
    return lastWorkflow;
  }

  /** Returns how long was waited. */
  public Duration elapsed() {
    return elapsed;
  }
}
