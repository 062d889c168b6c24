package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Time, as waiting for a workflow and pausing between two attempts need it. A test can give the
 * client one that does not let it wait, or one that turns the clock of a simulated service. Must be
 * safe for use by several threads.
 */
public interface PollClock {
  /** Returns nanoseconds since some moment. Never goes back, even when the wall clock does. */
  long nanoTime();

  /**
   * Returns after a time.
   *
   * @throws InterruptedException if the thread is interrupted, before or meanwhile
   */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Runs a task after a time, in another thread. Asynchronous waiting pauses this way.
   *
   * <p>Unless overridden, the one thread that all clients share sleeps with {@link #sleep} and then
   * runs the task. That suits a clock whose sleep returns at once; one that really sleeps has to
   * override this method, or all waits hold each other up.
   *
   * @return what cancels the task
   */
  default Future<?> schedule(Runnable task, Duration delay) {
    return SystemPollClock.submit(
        () -> {
          sleep(delay);
          task.run();
          return null;
        });
  }

  /** Returns the machine's own time. One daemon thread serves everything that is scheduled. */
  static PollClock system() {
    return SystemPollClock.INSTANCE;
  }
}
