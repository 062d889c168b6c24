package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;
import java.util.Comparator;

/**
 * An attempt to be made.
 *
 * @param number unique; its place among those of the same instant
 */
record Turn(Instant at, long number, String deliveryId) implements Comparable<Turn> {

  private static final Comparator<Turn> ORDER =
      Comparator.comparing(Turn::at).thenComparingLong(Turn::number);

  @Override
  public int compareTo(Turn other) {
    return ORDER.compare(this, other);
  }
}
