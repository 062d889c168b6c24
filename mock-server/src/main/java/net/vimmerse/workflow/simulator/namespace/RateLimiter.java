package net.vimmerse.workflow.simulator.namespace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Enforces a {@link RateLimit} in fixed windows, each of which starts with the first request after
 * the previous window. Thread-safe.
 */
final class RateLimiter {

  private final @Nullable RateLimit limit;
  private Instant windowStart = Instant.MIN;
  private int count;

  RateLimiter(@Nullable RateLimit limit) {
    this.limit = limit;
  }

  @Nullable RateLimit limit() {
    return limit;
  }

  /** Counts a request; returns how long to wait if it exceeds the limit, else empty. */
  synchronized Optional<Duration> acquire(Instant now) {
    if (limit == null) {
      return Optional.empty();
    }
    // The clock may have been set back, so a window that starts in the future has ended, too.
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
