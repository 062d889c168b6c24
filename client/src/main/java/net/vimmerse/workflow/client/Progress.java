package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.List;
import net.vimmerse.workflow.client.model.Completion;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * How far a workflow has come. Reported while waiting for it, when something has changed.
 * Immutable.
 */
public final class Progress {
  private final Workflow workflow;
  private final List<Completion> newCompletions;
  private final Duration elapsed;

  Progress(Workflow workflow, List<Completion> newCompletions, Duration elapsed) {
    this.workflow = workflow;
    this.newCompletions = newCompletions;
    this.elapsed = elapsed;
  }

  /** Returns 0 to 100; 0 when the service does not say. */
  public int percentage() {
    Integer percentage = workflow.progressPercentage();
    return percentage == null ? 0 : percentage;
  }

  /**
   * Returns the status.
   *
   * @return null when the service does not say
   */
  public @Nullable ProcessingStatus status() {
    return workflow.processingStatus();
  }

  /** Returns the steps that were completed since the last report. Cannot be changed. */
  public List<Completion> newCompletions() {
    return newCompletions;
  }

  /** Returns how long has been waited, not how long the workflow has been running. */
  public Duration elapsed() {
    return elapsed;
  }

  /** Returns the workflow as it was read. */
  public Workflow workflow() {
    return workflow;
  }

  @Override
  public String toString() {
    return "Progress{" + status() + ", " + percentage() + "%, after " + elapsed + "}";
  }
}
