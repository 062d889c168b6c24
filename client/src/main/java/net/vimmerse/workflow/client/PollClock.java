package net.vimmerse.workflow.client;

import java.time.Duration;

/**
 * Time, as waiting for a workflow needs it. A test can give the client one that does not let it
 * wait, or one that turns the clock of a simulated service. Must be safe for use by several
 * threads.
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

  /** Returns the machine's own time. */
  static PollClock system() {
    return SystemPollClock.INSTANCE;
  }
}
