package net.vimmerse.workflow.simulator.namespace;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Enforces a {@link RateLimit} in fixed windows, each of which starts with the first request after
 * the previous window. Thread-safe.
 */
final class RateLimiter {

  private final @Nullable RateLimit limit;
  private RateLimitUse use = RateLimitUse.NONE;

  RateLimiter(@Nullable RateLimit limit) {
    this.limit = limit;
  }

  @Nullable RateLimit limit() {
    return limit;
  }

  /** Counts a request; returns how long to wait if it exceeds the limit, else empty. */
  Optional<Duration> acquire(InstantSource clock) {
    return limit == null ? Optional.empty() : acquire(limit, clock.instant());
  }

  private synchronized Optional<Duration> acquire(RateLimit limit, Instant now) {
    // The clock may have been set back, so a window that starts in the future has ended, too.
    Instant start = use.windowStart();
    boolean ended =
        use.count() == 0 || now.isBefore(start) || !now.isBefore(start.plus(limit.per()));
    use = ended ? new RateLimitUse(now, 1) : new RateLimitUse(start, use.count() + 1);
    return use.count() <= limit.requests()
        ? Optional.empty()
        : Optional.of(Duration.between(now, start.plus(limit.per())));
  }

  /** Returns the use of the limit so far. */
  synchronized RateLimitUse use() {
    return use;
  }

  /** Replaces the use of the limit. */
  synchronized void restore(RateLimitUse current) {
    use = current;
  }
}
