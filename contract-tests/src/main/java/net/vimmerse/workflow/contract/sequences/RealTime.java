package net.vimmerse.workflow.contract.sequences;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Waits. */
final class RealTime implements Time {

  @Override
  public void pass(Duration duration) throws InterruptedIOException {
    try {
      Thread.sleep(duration.toMillis() + 1);
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
