package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * Waits without a thread: between two reads there is only an entry in the scheduler's queue. Each
 * step is started by the one before, never called by it, so no number of reads deepens a stack.
 */
final class AsyncWait {
  private final Wait wait;
  private final AsyncReader reader;
  private final PollClock clock;
  private final CompletableFuture<Workflow> future = new CompletableFuture<>();
  private @Nullable Runnable giveUp;
  private long steps;

  private AsyncWait(Wait wait, AsyncReader reader, PollClock clock) {
    this.wait = wait;
    this.reader = reader;
    this.clock = clock;
  }

  static CompletableFuture<Workflow> start(Wait wait, AsyncReader reader, PollClock clock) {
    AsyncWait started = new AsyncWait(wait, reader, clock);
    // However it comes to be done, cancelled above all, what is under way is of no more use.
    CompletableFuture<Workflow> unused =
        started.future.whenComplete((workflow, failure) -> started.giveUp());
    started.pause(wait.firstPause());
    return started.future;
  }

  private void pause(Duration duration) {
    long step = begin();
    Future<?> pause = clock.schedule(this::read, duration);
    follow(step, () -> pause.cancel(false));
  }

  private void read() {
    if (future.isDone()) {
      return;
    }
    long step = begin();
    try {
      follow(step, reader.read(wait.id, wait.readLimit(), this::answered));
    } catch (RuntimeException e) {
      future.completeExceptionally(e);
    }
  }

  private void answered(@Nullable Workflow workflow, @Nullable RuntimeException failure) {
    if (future.isDone()) {
      return;
    }
    try {
      Duration next;
      if (workflow != null) {
        next = wait.read(workflow);
      } else if (failure instanceof WorkflowException) {
        next = wait.failed((WorkflowException) failure);
      } else {
        throw Objects.requireNonNull(failure);
      }
      if (next == null) {
        future.complete(workflow);
      } else {
        pause(next);
      }
    } catch (RuntimeException | Error e) {
      future.completeExceptionally(e);
    }
  }

  private synchronized long begin() {
    giveUp = null;
    return ++steps;
  }

  /** The step may be over and the next one begun, in another thread, before this is called. */
  private void follow(long step, Runnable howToGiveUp) {
    synchronized (this) {
      if (step != steps) {
        return;
      }
      giveUp = howToGiveUp;
    }
    if (future.isDone()) {
      howToGiveUp.run();
    }
  }

  private void giveUp() {
    Runnable now;
    synchronized (this) {
      now = giveUp;
    }
    if (now != null) {
      now.run();
    }
  }
}
