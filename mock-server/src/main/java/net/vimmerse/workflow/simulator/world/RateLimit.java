package net.vimmerse.workflow.simulator.world;

import java.time.Duration;
import net.vimmerse.workflow.simulator.simulation.Script;

/**
 * How many requests may be sent in a while.
 *
 * @param requests at least 1
 * @param per the while; longer than nothing
 */
public record RateLimit(int requests, Duration per) {

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one of them is too small
   */
  public RateLimit {
    if (requests < 1 || per.isZero() || per.isNegative()) {
      throw new IllegalArgumentException("a rate limit is like 10/1s, not " + requests + "/" + per);
    }
  }

  /**
   * Reads a limit such as {@code 10/1s}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static RateLimit parse(String text) {
    String[] sides = text.split("/", -1);
    if (sides.length != 2 || !sides[0].matches("\\d{1,9}")) {
      throw new IllegalArgumentException("a rate limit is like 10/1s, not " + text);
    }
    return new RateLimit(Integer.parseInt(sides[0]), Script.duration(sides[1]));
  }

  @Override
  public String toString() {
    return requests + "/" + per;
  }
}
