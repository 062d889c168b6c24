package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds everything known about a delivery, enough to continue it after a restart.
 *
 * @param number the position in the log, from 1; never reused, so that it can serve as a cursor
 * @param delivery what is sent
 * @param state the current state
 * @param attempts all attempts, in order
 * @param nextAttemptAt when the next attempt is due; null if none is. While an attempt is in
 *     progress, its own due time.
 * @param sequence the order of the next attempt among those due at the same time
 * @param consecutiveFailures the failed attempts that count against the maximum
 * @param duplicatesLeft how many more times an accepted delivery is sent
 */
public record DeliveryRecord(
    long number,
    Delivery delivery,
    DeliveryState state,
    List<Attempt> attempts,
    @Nullable Instant nextAttemptAt,
    long sequence,
    int consecutiveFailures,
    int duplicatesLeft) {

  public DeliveryRecord {
    attempts = List.copyOf(attempts);
  }

  /** Creates the record of a new delivery. */
  static DeliveryRecord of(long number, Delivery delivery, Instant firstAttemptAt, long sequence) {
    return new DeliveryRecord(
        number, delivery, DeliveryState.PENDING, List.of(), firstAttemptAt, sequence, 0, 0);
  }

  DeliveryRecord withAttempt(Attempt attempt) {
    List<Attempt> updated = new ArrayList<>(attempts);
    updated.add(attempt);
    return new DeliveryRecord(
        number,
        delivery,
        state,
        updated,
        nextAttemptAt,
        sequence,
        consecutiveFailures,
        duplicatesLeft);
  }

  DeliveryRecord finished(DeliveryState end) {
    return new DeliveryRecord(number, delivery, end, attempts, null, sequence, 0, 0);
  }

  DeliveryRecord scheduledAt(Instant at, long newSequence, int failuresSoFar) {
    return new DeliveryRecord(
        number, delivery, DeliveryState.PENDING, attempts, at, newSequence, failuresSoFar, 0);
  }

  DeliveryRecord duplicateAt(Instant at, long newSequence, int duplicates) {
    return new DeliveryRecord(
        number, delivery, DeliveryState.PENDING, attempts, at, newSequence, 0, duplicates);
  }
}
