package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * Polls a workflow without blocking a thread: between two reads only an entry in the scheduler's
 * queue remains. Each step is scheduled by the previous one, never called by it, so the stack does
 * not grow with the number of reads.
 */
final class AsyncPoller {
  private final PollState state;
  private final AsyncWorkflowReader reader;
  private final PollClock clock;
  private final Executor context;
  private final CompletableFuture<Workflow> future = new CompletableFuture<>();
  private @Nullable Runnable cancellation;
  private long step;

  private AsyncPoller(
      PollState state, AsyncWorkflowReader reader, PollClock clock, Executor context) {
    this.state = state;
    this.reader = reader;
    this.clock = clock;
    this.context = context;
  }

  static CompletableFuture<Workflow> start(
      PollState state, AsyncWorkflowReader reader, PollClock clock, Executor context) {
    AsyncPoller poller = new AsyncPoller(state, reader, clock, context);
    // The caller may cancel or complete the future; then the current step is of no more use.
    CompletableFuture<Workflow> unused =
        poller.future.whenComplete((workflow, failure) -> poller.cancelStep());
    poller.pause(state.initialDelay());
    return poller.future;
  }

  private void pause(Duration delay) {
    long current = beginStep();
    Future<?> pause = clock.schedule(new Read(), delay);
    setCancellation(current, () -> pause.cancel(false));
  }

  /** The end of a pause, or the failure of a clock that could not sleep. */
  private final class Read implements FallibleTask {
    @Override
    public void run() {
      inContext(AsyncPoller.this::read);
    }

    @Override
    public void fail(Throwable failure) {
      future.completeExceptionally(failure);
    }
  }

  private void inContext(Runnable action) {
    try {
      context.execute(action);
    } catch (Throwable e) {
      future.completeExceptionally(e);
    }
  }

  private void read() {
    if (future.isDone()) {
      return;
    }
    long current = beginStep();
    try {
      setCancellation(
          current,
          reader.read(
              state.id,
              state.readTimeout(),
              (workflow, failure) -> inContext(() -> onRead(workflow, failure))));
    } catch (Throwable e) {
      future.completeExceptionally(e);
    }
  }

  private void onRead(@Nullable Workflow workflow, @Nullable Throwable failure) {
    if (future.isDone()) {
      return;
    }
    try {
      Duration delay;
      if (workflow != null) {
        delay = state.onRead(workflow);
      } else if (failure instanceof WorkflowException) {
        delay = state.onFailure((WorkflowException) failure);
      } else {
        future.completeExceptionally(failure);
        return;
      }
      if (delay == null) {
        future.complete(workflow);
      } else {
        pause(delay);
      }
    } catch (Throwable e) {
      future.completeExceptionally(e);
    }
  }

  private synchronized long beginStep() {
    cancellation = null;
    return ++step;
  }

  /** Does nothing if another thread has begun the next step before this call. */
  private void setCancellation(long current, Runnable action) {
    synchronized (this) {
      if (current != step) {
        return;
      }
      cancellation = action;
    }
    if (future.isDone()) {
      action.run();
    }
  }

  private void cancelStep() {
    Runnable action;
    synchronized (this) {
      action = cancellation;
    }
    if (action != null) {
      action.run();
    }
  }
}
