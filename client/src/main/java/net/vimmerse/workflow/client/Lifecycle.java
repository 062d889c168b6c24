package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Ends the waits and delays of a client, and of all its views, when the client is closed. */
final class Lifecycle implements PollClock {
  private final PollClock clock;
  private final Supplier<? extends Executor> callerContext;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What {@link #close} runs; nothing remains of a wait that has ended. */
  final Set<Runnable> waits = ConcurrentHashMap.newKeySet();

  Lifecycle(PollClock clock, Supplier<? extends Executor> callerContext) {
    this.clock = clock;
    this.callerContext = callerContext;
  }

  @Override
  public long nanoTime() {
    return clock.nanoTime();
  }

  /**
   * Sleeps. Only the system clock is woken by {@link #close}; another one does not really sleep.
   *
   * @throws IllegalStateException if the client is closed
   */
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (clock != PollClock.system()) {
      clock.sleep(duration);
      requireOpen();
    } else if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
      throw closedException();
    }
  }

  @Override
  public Future<?> schedule(Runnable task, Duration delay) {
    return clock.schedule(task, delay);
  }

  /** Returns an executor that runs the steps of an asynchronous call of the current thread. */
  Executor captureContext() {
    return callerContext.get();
  }

  void requireOpen() {
    if (closed.getCount() == 0) {
      throw closedException();
    }
  }

  /** Returns a future that {@link #close} completes exceptionally if nothing else does before. */
  <T> CompletableFuture<T> endOnClose(CompletableFuture<T> wait) {
    Runnable end = () -> wait.completeExceptionally(closedException());
    waits.add(end);
    CompletableFuture<T> unused = wait.whenComplete((value, failure) -> waits.remove(end));
    if (closed.getCount() == 0) {
      end.run();
    }
    return wait;
  }

  void close() {
    closed.countDown();
    waits.forEach(Runnable::run);
  }

  private static IllegalStateException closedException() {
    return new IllegalStateException("The client is closed");
  }
}
