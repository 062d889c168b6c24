package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.function.BiConsumer;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/** Reads a workflow without blocking the calling thread. */
interface AsyncWorkflowReader {
  /**
   * Starts one read.
   *
   * @param callback called once, in any thread, with either the workflow or the failure
   * @return an action that cancels the read
   */
  Runnable read(
      String id, Duration timeout, BiConsumer<@Nullable Workflow, @Nullable Throwable> callback);
}
