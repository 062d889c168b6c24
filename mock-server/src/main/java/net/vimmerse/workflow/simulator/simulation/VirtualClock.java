package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The simulator's time. It runs with another source and can be put forward; it never goes back.
 *
 * <p>Thread-safe.
 */
public final class VirtualClock implements InstantSource {

  private final InstantSource source;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  /** A clock that runs with {@code source}. */
  public VirtualClock(InstantSource source) {
    this.source = source;
  }

  /** The time in whole microseconds, as fine as the API prints it. */
  @Override
  public Instant instant() {
    return source.instant().plus(ahead.get()).truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Puts the clock forward.
   *
   * @throws IllegalArgumentException if {@code duration} is negative
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time only goes forward, but was to go by " + duration);
    }
    ahead.updateAndGet(duration::plus);
  }
}
