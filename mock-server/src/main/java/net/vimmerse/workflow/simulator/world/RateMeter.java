package net.vimmerse.workflow.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts requests in windows that begin with the first request after the last window. Thread-safe.
 */
final class RateMeter {

  private final @Nullable RateLimit limit;
  private Instant windowStart = Instant.MIN;
  private int count;

  RateMeter(@Nullable RateLimit limit) {
    this.limit = limit;
  }

  /** Counts one request; if it is one too many, how long there is to wait. */
  synchronized Optional<Duration> tooMany(Instant now) {
    if (limit == null) {
      return Optional.empty();
    }
    // A clock may have been set back, so a window that lies ahead is over, too.
    if (windowStart.equals(Instant.MIN)
        || now.isBefore(windowStart)
        || !now.isBefore(windowStart.plus(limit.per()))) {
      windowStart = now;
      count = 0;
    }
    count++;
    return count <= limit.requests()
        ? Optional.empty()
        : Optional.of(Duration.between(now, windowStart.plus(limit.per())));
  }
}
