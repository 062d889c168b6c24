package net.vimmerse.workflow.contract.observation;

import java.time.Duration;

/** The time in which workflows of a server are followed. */
public interface ServiceClock {

  /** Returns the time that has passed since a fixed moment. */
  Duration now();

  /**
   * Returns after at least this duration.
   *
   * @throws InterruptedException when the thread is interrupted
   */
  void await(Duration duration) throws InterruptedException;

  /** Returns the clock of this machine. */
  static ServiceClock real() {
    return new ServiceClock() {
      @Override
      public Duration now() {
        return Duration.ofNanos(System.nanoTime());
      }

      @Override
      public void await(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
      }
    };
  }
}
