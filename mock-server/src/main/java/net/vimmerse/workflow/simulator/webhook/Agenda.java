package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent when, and what came of it. Knows no thread, no clock and no network: the same
 * calls always have the same effect. Not thread-safe.
 *
 * <p>A turn stays on the agenda while its attempt is made. So whoever asks what is due next also
 * sees what is under way, and what is broken off is not lost.
 */
final class Agenda {

  private final int logLimit;
  private final Map<String, LogEntry> entries = new LinkedHashMap<>();
  private final TreeMap<Long, String> finished = new TreeMap<>();
  private final TreeSet<Turn> turns = new TreeSet<>();
  private WebhookPolicy policy;
  private long lastNumber;

  Agenda(WebhookPolicy policy, int logLimit) {
    this.policy = policy;
    this.logLimit = logLimit;
  }

  Agenda(SavedWebhooks saved, int logLimit) {
    this(saved.policy(), logLimit);
    lastNumber = saved.lastNumber();
    saved.entries().forEach(this::keep);
  }

  SavedWebhooks save() {
    return new SavedWebhooks(policy, lastNumber, log());
  }

  WebhookPolicy policy() {
    return policy;
  }

  void follow(WebhookPolicy changed) {
    policy = changed;
  }

  boolean enqueue(Delivery delivery) {
    if (entries.containsKey(delivery.id())) {
      return false;
    }
    long number = ++lastNumber;
    keep(LogEntry.of(number, delivery, delivery.dueAt().plus(policy.delay()), number));
    return true;
  }

  Optional<Instant> nextDue() {
    return turns.isEmpty() ? Optional.empty() : Optional.of(turns.first().at());
  }

  /** The turn to be taken at {@code now}, if there is one. It stays until it is recorded. */
  @Nullable Turn next(Instant now) {
    if (turns.isEmpty() || turns.first().at().isAfter(now)) {
      return null;
    }
    Turn first = turns.first();
    return policy.reversed() ? turns.floor(new Turn(first.at(), Long.MAX_VALUE, "")) : first;
  }

  void record(Turn turn, Attempt attempt) {
    LogEntry before = entries.get(turn.deliveryId());
    if (before == null) {
      return;
    }
    LogEntry after = before.with(attempt);
    // Cancelled or sent again while the attempt was made: that decision stands.
    boolean overtaken = !turns.contains(turn);
    keep(overtaken ? after : decide(after, attempt));
  }

  private LogEntry decide(LogEntry entry, Attempt attempt) {
    Reply reply = attempt.reply();
    if (entry.copiesLeft() > 0) {
      return copy(entry, attempt.at(), entry.copiesLeft() - 1);
    }
    if (reply.accepted()) {
      return copy(entry, attempt.at(), policy.copies() - 1);
    }
    int tries = entry.tries() + 1;
    return reply.worthRepeating() && tries < policy.maxAttempts()
        ? entry.tryingAt(attempt.at().plus(policy.backOff(tries)), ++lastNumber, tries)
        : entry.ended(DeliveryState.FAILED);
  }

  private LogEntry copy(LogEntry entry, Instant at, int copiesLeft) {
    return copiesLeft == 0
        ? entry.ended(DeliveryState.DELIVERED)
        : entry.copyingAt(at, ++lastNumber, copiesLeft);
  }

  int cancel(String workflowId) {
    List<LogEntry> pending =
        log(workflowId).stream().filter(entry -> entry.state() == DeliveryState.PENDING).toList();
    pending.forEach(entry -> keep(entry.ended(DeliveryState.CANCELLED)));
    return pending.size();
  }

  boolean redeliver(String deliveryId, Instant now) {
    LogEntry entry = entries.get(deliveryId);
    if (entry == null) {
      return false;
    }
    keep(entry.again(now, ++lastNumber));
    return true;
  }

  Optional<LogEntry> entry(String deliveryId) {
    return Optional.ofNullable(entries.get(deliveryId));
  }

  List<LogEntry> log() {
    return List.copyOf(entries.values());
  }

  List<LogEntry> log(String workflowId) {
    return entries.values().stream()
        .filter(entry -> entry.delivery().workflowId().equals(workflowId))
        .toList();
  }

  private void keep(LogEntry entry) {
    String id = entry.delivery().id();
    LogEntry before = entries.put(id, entry);
    if (before != null && before.nextAttemptAt() != null) {
      turns.remove(new Turn(before.nextAttemptAt(), before.turn(), id));
    }
    if (entry.nextAttemptAt() != null) {
      turns.add(new Turn(entry.nextAttemptAt(), entry.turn(), id));
      finished.remove(entry.number());
    } else {
      finished.put(entry.number(), id);
    }
    while (entries.size() > logLimit && !finished.isEmpty()) {
      entries.remove(finished.pollFirstEntry().getValue());
    }
  }
}
