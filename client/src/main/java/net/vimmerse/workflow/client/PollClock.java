package net.vimmerse.workflow.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Provides the time by which the client waits and retries. A test can replace it by a clock that
 * does not really wait, or that advances the clock of a simulated service. Implementations must be
 * thread-safe.
 */
public interface PollClock {
  /** Returns a number of nanoseconds that never decreases, as {@link System#nanoTime} does. */
  long nanoTime();

  /**
   * Blocks the calling thread for a duration.
   *
   * @throws InterruptedException if the thread is interrupted, before or meanwhile
   */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Runs a task in another thread after a delay. Asynchronous waits use this.
   *
   * <p>The default implementation calls {@link #sleep} in the thread that all clients share, and
   * then runs the task. If the sleep throws, the wait ends with what it throws. Override it in a
   * clock whose sleep really blocks, because every other asynchronous wait would be delayed.
   *
   * @return a future that cancels the task
   */
  default Future<?> schedule(Runnable task, Duration delay) {
    return SystemPollClock.SCHEDULER.submit(
        () -> {
          try {
            sleep(delay);
          } catch (Throwable e) {
            FallibleTask.fail(task, e);
            throw e;
          }
          task.run();
          return null;
        });
  }

  /**
   * Returns a clock for tests that does not wait, but advances the clock of a simulated service to
   * the end of each delay. Waits that delay at the same time advance it together.
   *
   * <p>With the simulator: {@code PollClock.virtual(namespace.clock()::instant,
   * namespace::advance)}.
   *
   * @param now returns the present time of the service
   * @param advance advances it
   */
  static PollClock virtual(Supplier<Instant> now, Consumer<? super Duration> advance) {
    return new VirtualPollClock(
        Objects.requireNonNull(now, "now == null"),
        Objects.requireNonNull(advance, "advance == null"));
  }

  /** Returns the system clock. One daemon thread runs everything that is scheduled on it. */
  static PollClock system() {
    return SystemPollClock.INSTANCE;
  }
}
