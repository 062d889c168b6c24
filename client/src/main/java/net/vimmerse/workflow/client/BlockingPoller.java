package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.function.BiFunction;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/** Polls a workflow in the calling thread. Stateless: {@link PollState} belongs to one wait. */
final class BlockingPoller {
  private final BiFunction<String, Duration, Workflow> reader;
  private final PollClock clock;

  BlockingPoller(BiFunction<String, Duration, Workflow> reader, PollClock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  Workflow await(PollState state) {
    Duration delay = state.initialDelay();
    while (true) {
      sleep(state.id, delay);
      Workflow workflow;
      try {
        workflow = reader.apply(state.id, state.readTimeout());
      } catch (WorkflowInterruptedException e) {
        throw interrupted(state.id, e);
      } catch (WorkflowException failure) {
        delay = state.onFailure(failure);
        continue;
      }
      @Nullable Duration next = state.onRead(workflow);
      if (next == null) {
        return workflow;
      }
      delay = next;
    }
  }

  private void sleep(String id, Duration delay) {
    try {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!delay.isZero()) {
        clock.sleep(delay);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(id, e);
    }
  }

  private static WorkflowInterruptedException interrupted(String id, Exception cause) {
    return new WorkflowInterruptedException(
        "Interrupted while waiting for workflow " + id + ", which may still be running",
        true,
        id,
        cause);
  }
}
