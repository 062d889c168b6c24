package net.vimmerse.workflow.simulator.namespace;

import java.time.Duration;
import net.vimmerse.workflow.simulator.clock.Durations;

/**
 * Limits the requests per API key in a period of time.
 *
 * @param requests at least 1
 * @param per the period; longer than zero
 */
public record RateLimit(int requests, Duration per) {

  private static final String INVALID = "a rate limit must have a form such as 10/1s, but is ";

  /**
   * Creates a rate limit.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public RateLimit {
    if (requests < 1 || per.isZero() || per.isNegative()) {
      throw new IllegalArgumentException(INVALID + requests + "/" + per);
    }
  }

  /**
   * Parses a rate limit such as {@code 10/1s}.
   *
   * @throws IllegalArgumentException if {@code text} is not a rate limit
   */
  public static RateLimit parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || !parts[0].matches("\\d{1,9}")) {
      throw new IllegalArgumentException(INVALID + text);
    }
    return new RateLimit(Integer.parseInt(parts[0]), Durations.parse(parts[1]));
  }

  @Override
  public String toString() {
    return requests + "/" + per;
  }
}
