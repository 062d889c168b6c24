package net.vimmerse.workflow.simulator.namespace;

import java.time.Instant;

/**
 * Describes the use of a {@link RateLimit}.
 *
 * @param windowStart when the current window started; of no importance if there is none
 * @param count the requests in the current window; 0 if there is none
 */
public record RateLimitUse(Instant windowStart, int count) {

  /** No use so far. */
  public static final RateLimitUse NONE = new RateLimitUse(Instant.EPOCH, 0);
}
