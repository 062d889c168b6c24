package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.function.BiConsumer;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/** Reads a workflow without keeping a thread of the caller's. */
interface AsyncReader {
  /**
   * Starts one read.
   *
   * @param done called once, in any thread, with either the workflow or why there is none
   * @return what gives the read up
   */
  Runnable read(
      String id, Duration limit, BiConsumer<@Nullable Workflow, @Nullable RuntimeException> done);
}
