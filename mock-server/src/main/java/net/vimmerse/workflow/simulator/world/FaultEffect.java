package net.vimmerse.workflow.simulator.world;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a request that a fault befalls. A delay alone lets the request through; a status
 * keeps it from being processed; a break comes after it was processed.
 *
 * @param status the status it is answered with; null to let it through
 * @param body what it is answered with; null for the document's own error
 * @param retryAfter the seconds in the Retry-After header; null for none but the document's own
 * @param delay how long the answer takes, in real time; null for no time
 * @param jitter by how much longer, at most, by chance; null for none
 * @param breakage how the answer is spoilt; null if it is not
 */
public record FaultEffect(
    @Nullable Integer status,
    @Nullable String body,
    @Nullable Integer retryAfter,
    @Nullable Duration delay,
    @Nullable Duration jitter,
    @Nullable Breakage breakage) {

  /** How an answer is spoilt. */
  public enum Breakage {
    /** The connection is reset instead of an answer. */
    RESET,
    /** The body ends before its length says. */
    TRUNCATE,
    /** The body is no JSON. */
    MALFORMED,
    /** The body comes drop by drop. */
    DRIP;

    /** How it is written. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
