package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of a delivery; enough to go on with it after a restart.
 *
 * @param number its place in the log, from 1; never given twice, so that pages can be cut by it
 * @param delivery what is sent
 * @param state how far it has come
 * @param attempts every call made, in order
 * @param nextAttemptAt when the next one is due; null if none is. While a call is under way this is
 *     still its own instant.
 * @param turn the place of the next attempt among those due at the same instant
 * @param tries the attempts in a row that count against the limit
 * @param copiesLeft how many more times an accepted delivery is sent
 */
public record LogEntry(
    long number,
    Delivery delivery,
    DeliveryState state,
    List<Attempt> attempts,
    @Nullable Instant nextAttemptAt,
    long turn,
    int tries,
    int copiesLeft) {

  public LogEntry {
    attempts = List.copyOf(attempts);
  }

  /** A delivery that has just arrived. */
  static LogEntry of(long number, Delivery delivery, Instant firstAttemptAt, long turn) {
    return new LogEntry(
        number, delivery, DeliveryState.PENDING, List.of(), firstAttemptAt, turn, 0, 0);
  }

  LogEntry with(Attempt attempt) {
    List<Attempt> more = new ArrayList<>(attempts);
    more.add(attempt);
    return new LogEntry(number, delivery, state, more, nextAttemptAt, turn, tries, copiesLeft);
  }

  LogEntry ended(DeliveryState end) {
    return new LogEntry(number, delivery, end, attempts, null, turn, 0, 0);
  }

  /** To be sent anew, with all the attempts that a new delivery has. */
  LogEntry again(Instant at, long newTurn) {
    return tryingAt(at, newTurn, 0);
  }

  LogEntry tryingAt(Instant at, long newTurn, int triesSoFar) {
    return new LogEntry(
        number, delivery, DeliveryState.PENDING, attempts, at, newTurn, triesSoFar, 0);
  }

  LogEntry copyingAt(Instant at, long newTurn, int copies) {
    return new LogEntry(number, delivery, DeliveryState.PENDING, attempts, at, newTurn, 0, copies);
  }
}
