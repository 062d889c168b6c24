package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.function.BiFunction;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/** Waits in the calling thread. Holds nothing that two waits could share. */
final class Poller {
  private final BiFunction<String, Duration, Workflow> reader;
  private final PollClock clock;

  Poller(BiFunction<String, Duration, Workflow> reader, PollClock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  Workflow await(Wait wait) {
    Duration pause = wait.firstPause();
    while (true) {
      sleep(wait.id, pause);
      Workflow workflow;
      try {
        workflow = reader.apply(wait.id, wait.readLimit());
      } catch (WorkflowException failure) {
        pause = wait.failed(failure);
        continue;
      }
      @Nullable Duration next = wait.read(workflow);
      if (next == null) {
        return workflow;
      }
      pause = next;
    }
  }

  private void sleep(String id, Duration duration) {
    try {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!duration.isZero()) {
        clock.sleep(duration);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkflowInterruptedException(
          "Waiting for workflow " + id + " was interrupted. It may still be running", e);
    }
  }
}
