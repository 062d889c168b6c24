package net.vimmerse.workflow.contract.sequences.runner;

import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Time that nobody can put forward.
 *
 * @param sleeper waits for it
 */
record RealClock(Sleeper sleeper) implements TestClock {

  /** Waits. */
  @FunctionalInterface
  interface Sleeper {
    /** Returns when at least this much time has gone by. */
    void sleep(Duration duration) throws InterruptedException;
  }

  @Override
  public void pass(Duration duration) throws InterruptedIOException {
    try {
      sleeper.sleep(duration.plusMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting");
    }
  }

  @Override
  public boolean standsStill() {
    return false;
  }

  @Override
  public String shell(Duration duration) {
    return "sleep " + (duration.toMillis() + 999) / 1_000;
  }
}
