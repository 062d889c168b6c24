package net.vimmerse.workflow.simulator.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.namespace.Namespace;

/**
 * Converts times of a namespace to times of the global clock, in milliseconds and rather too early,
 * so that a change of the global clock changes no time that is stored.
 */
final class GlobalTime {

  /** What is due although its clock is frozen. */
  private static final long PAST = 0;

  private GlobalTime() {}

  /** Returns the global time at which the clock of a namespace shows {@code at}; empty if never. */
  static String of(Namespace namespace, Optional<Instant> at) {
    return at.flatMap(time -> of(namespace.clock().state(), time)).map(String::valueOf).orElse("");
  }

  static Optional<Long> of(VirtualClock.State clock, Instant at) {
    if (clock.scale() == 0) {
      return at.isAfter(clock.at()) ? Optional.empty() : Optional.of(PAST);
    }
    Duration passed = Duration.between(clock.at(), at);
    if (clock.scale() == 1) {
      return Optional.of(Math.max(PAST + 1, clock.sourceAt().plus(passed).toEpochMilli()));
    }
    double seconds = (passed.getSeconds() + passed.getNano() / 1e9) / clock.scale();
    long millis = clock.sourceAt().toEpochMilli() + (long) Math.floor(seconds * 1_000) - 1;
    return Optional.of(Math.max(PAST + 1, millis));
  }
}
