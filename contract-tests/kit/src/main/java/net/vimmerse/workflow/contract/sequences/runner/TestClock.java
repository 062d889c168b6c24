package net.vimmerse.workflow.contract.sequences.runner;

import java.io.IOException;
import java.time.Duration;

/** The time that a server lives by, as far as it can be had. */
public interface TestClock {

  /**
   * Lets time go by, at least this much. When it returns, what is due by then has happened, as far
   * as that can be known.
   *
   * @throws IOException when the server does not let it
   */
  void pass(Duration duration) throws IOException;

  /** Whether no time goes by but what {@link #pass} lets, so that two readings can be compared. */
  boolean standsStill();

  /** The same as a line for a shell. */
  String shell(Duration duration);

  /** Real time, in which one can only wait. */
  static TestClock real() {
    return new RealClock(duration -> Thread.sleep(duration.toMillis()));
  }
}
