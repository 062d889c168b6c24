package net.vimmerse.workflow.contract.sequences.runner;

import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Real time.
 *
 * @param sleeper waits
 */
record RealClock(Sleeper sleeper) implements TestClock {

  /** Waits for a duration. */
  @FunctionalInterface
  interface Sleeper {
    /** Returns after at least this duration. */
    void sleep(Duration duration) throws InterruptedException;
  }

  @Override
  public void advance(Duration duration) throws InterruptedIOException {
    try {
      sleeper.sleep(duration.plusMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting");
    }
  }

  @Override
  public boolean isFrozen() {
    return false;
  }

  @Override
  public String shellCommand(Duration duration) {
    return "sleep " + (duration.toMillis() + 999) / 1_000;
  }
}
