package net.vimmerse.workflow.contract.sequences;

import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Waits.
 *
 * @param waiting how
 */
record RealTime(Waiting waiting) implements Time {

  /** A way to wait. */
  @FunctionalInterface
  interface Waiting {
    /** Returns when this much time has gone by. */
    void until(Duration gone) throws InterruptedException;
  }

  @Override
  public void pass(Duration duration) throws InterruptedIOException {
    try {
      waiting.until(duration.plusMillis(1));
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
