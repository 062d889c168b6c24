package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;
import java.util.Comparator;

/**
 * Schedules an attempt.
 *
 * @param sequence unique; orders the attempts due at the same time
 */
record ScheduledAttempt(Instant at, long sequence, String deliveryId)
    implements Comparable<ScheduledAttempt> {

  private static final Comparator<ScheduledAttempt> ORDER =
      Comparator.comparing(ScheduledAttempt::at).thenComparingLong(ScheduledAttempt::sequence);

  @Override
  public int compareTo(ScheduledAttempt other) {
    return ORDER.compare(this, other);
  }
}
