package net.vimmerse.workflow.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Advances the clock of a simulated service instead of waiting. */
final class VirtualPollClock implements PollClock {
  private final Supplier<Instant> now;
  private final Consumer<? super Duration> advance;

  VirtualPollClock(Supplier<Instant> now, Consumer<? super Duration> advance) {
    this.now = now;
    this.advance = advance;
  }

  @Override
  public long nanoTime() {
    return Duration.between(Instant.EPOCH, now.get()).toNanos();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    advanceTo(now.get().plus(duration));
  }

  @Override
  public Future<?> schedule(Runnable task, Duration delay) {
    Instant due = now.get().plus(delay);
    return SystemPollClock.SCHEDULER.submit(
        () -> {
          try {
            advanceTo(due);
          } catch (Throwable e) {
            FallibleTask.fail(task, e);
            throw e;
          }
          task.run();
        });
  }

  /** Advances once for delays that end at the same time, however many threads wait. */
  private synchronized void advanceTo(Instant due) {
    Duration remaining = Duration.between(now.get(), due);
    if (!remaining.isNegative() && !remaining.isZero()) {
      advance.accept(remaining);
    }
  }
}
