package net.vimmerse.workflow.contract.sequences.runner;

import java.io.IOException;
import java.time.Duration;

/** The clock of a server under test. */
public interface TestClock {

  /**
   * Advances the clock by at least this duration. When it returns, everything that is due has
   * happened, as far as that can be known.
   *
   * @throws IOException when the server does not allow it
   */
  void advance(Duration duration) throws IOException;

  /**
   * Returns true if time passes only by {@link #advance}, so that two responses can be compared.
   */
  boolean isFrozen();

  /** Returns the shell command that does the same. */
  String shellCommand(Duration duration);

  /** Returns a clock that waits in real time. */
  static TestClock real() {
    return new RealClock(duration -> Thread.sleep(duration.toMillis()));
  }
}
