package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.List;
import net.vimmerse.workflow.client.model.Completion;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/** Describes the progress of a workflow that the client waits for. Immutable. */
public final class WorkflowProgress {
  private final Workflow workflow;
  private final List<Completion> newCompletions;
  private final Duration elapsed;

  WorkflowProgress(Workflow workflow, List<Completion> newCompletions, Duration elapsed) {
    this.workflow = workflow;
    this.newCompletions = newCompletions;
    this.elapsed = elapsed;
  }

  /** Returns the progress of a workflow, for tests of listeners. */
  public static WorkflowProgress of(
      Workflow workflow, List<Completion> newCompletions, Duration elapsed) {
    return new WorkflowProgress(workflow, List.copyOf(newCompletions), elapsed);
  }

  /** Returns the progress, from 0 to 100; 0 if the service does not send it as documented. */
  public int percentage() {
    Integer percentage = LenientRead.of(workflow::progressPercentage);
    return percentage == null ? 0 : percentage;
  }

  /** Returns the status; null if the service does not send it as documented. */
  public @Nullable ProcessingStatus status() {
    return LenientRead.of(workflow::processingStatus);
  }

  /** Returns an unmodifiable list of the steps that were completed since the last report. */
  public List<Completion> newCompletions() {
    return newCompletions;
  }

  /** Returns the time since the wait started, not since the workflow did. */
  public Duration elapsed() {
    return elapsed;
  }

  /** Returns the workflow as last read. */
  public Workflow workflow() {
    return workflow;
  }

  @Override
  public String toString() {
    return "WorkflowProgress{" + status() + ", " + percentage() + "%, after " + elapsed + "}";
  }
}
