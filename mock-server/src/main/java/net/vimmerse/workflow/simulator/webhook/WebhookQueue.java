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
 * Schedules attempts and records their results. Uses no thread, clock or network: equal calls have
 * equal effects. Not thread-safe.
 *
 * <p>An attempt stays scheduled while it is in progress, so that it counts as due, and is not lost
 * if it is interrupted.
 */
final class WebhookQueue {

  /** Above this number, the oldest finished deliveries are forgotten, but never pending ones. */
  private static final int MAX_ENTRIES = 1_000;

  private final Map<String, DeliveryRecord> entries = new LinkedHashMap<>();
  private final TreeMap<Long, String> finished = new TreeMap<>();
  private final TreeSet<ScheduledAttempt> scheduled = new TreeSet<>();
  private WebhookPolicy policy;
  private long lastNumber;

  WebhookQueue(WebhookPolicy policy) {
    this.policy = policy;
  }

  WebhookQueue(WebhookState state) {
    this(state.policy());
    lastNumber = state.lastNumber();
    state.entries().forEach(this::put);
  }

  WebhookState state() {
    return new WebhookState(policy, lastNumber, log());
  }

  WebhookPolicy policy() {
    return policy;
  }

  void setPolicy(WebhookPolicy changed) {
    policy = changed;
  }

  boolean enqueue(Delivery delivery) {
    if (entries.containsKey(delivery.id())) {
      return false;
    }
    long number = ++lastNumber;
    put(DeliveryRecord.of(number, delivery, delivery.dueAt().plus(policy.delay()), number));
    return true;
  }

  Optional<Instant> nextDue() {
    return scheduled.isEmpty() ? Optional.empty() : Optional.of(scheduled.first().at());
  }

  /**
   * Returns the attempt to make at {@code now}; null if none is due. It stays scheduled until it is
   * recorded.
   */
  @Nullable ScheduledAttempt next(Instant now) {
    if (scheduled.isEmpty() || scheduled.first().at().isAfter(now)) {
      return null;
    }
    ScheduledAttempt first = scheduled.first();
    return policy.reversed()
        ? scheduled.floor(new ScheduledAttempt(first.at(), Long.MAX_VALUE, ""))
        : first;
  }

  void record(ScheduledAttempt scheduledAttempt, Attempt attempt) {
    DeliveryRecord previous = entries.get(scheduledAttempt.deliveryId());
    if (previous == null) {
      return;
    }
    DeliveryRecord updated = previous.withAttempt(attempt);
    // If it was cancelled or redelivered during the attempt, that decision stands.
    boolean superseded = !scheduled.contains(scheduledAttempt);
    put(superseded ? updated : decide(updated, attempt));
  }

  private DeliveryRecord decide(DeliveryRecord entry, Attempt attempt) {
    AttemptResult result = attempt.result();
    if (entry.duplicatesLeft() > 0) {
      return duplicate(entry, attempt.at(), entry.duplicatesLeft() - 1);
    }
    if (result.accepted()) {
      return duplicate(entry, attempt.at(), policy.duplicates() - 1);
    }
    int failures = entry.consecutiveFailures() + 1;
    return result.retryable() && failures < policy.maxAttempts()
        ? entry.scheduledAt(
            attempt.at().plus(policy.backoffAfter(failures, result)), ++lastNumber, failures)
        : entry.finished(DeliveryState.FAILED);
  }

  private DeliveryRecord duplicate(DeliveryRecord entry, Instant at, int duplicatesLeft) {
    return duplicatesLeft == 0
        ? entry.finished(DeliveryState.DELIVERED)
        : entry.duplicateAt(at, ++lastNumber, duplicatesLeft);
  }

  int cancel(String workflowId) {
    List<DeliveryRecord> pending =
        log(workflowId).stream().filter(entry -> entry.state() == DeliveryState.PENDING).toList();
    pending.forEach(entry -> put(entry.finished(DeliveryState.CANCELLED)));
    return pending.size();
  }

  boolean redeliver(String deliveryId, Instant now) {
    DeliveryRecord entry = entries.get(deliveryId);
    if (entry == null) {
      return false;
    }
    put(entry.scheduledAt(now, ++lastNumber, 0));
    return true;
  }

  Optional<DeliveryRecord> entry(String deliveryId) {
    return Optional.ofNullable(entries.get(deliveryId));
  }

  List<DeliveryRecord> log() {
    return List.copyOf(entries.values());
  }

  List<DeliveryRecord> log(String workflowId) {
    return entries.values().stream()
        .filter(entry -> entry.delivery().workflowId().equals(workflowId))
        .toList();
  }

  private void put(DeliveryRecord entry) {
    String id = entry.delivery().id();
    DeliveryRecord previous = entries.put(id, entry);
    if (previous != null && previous.nextAttemptAt() != null) {
      scheduled.remove(new ScheduledAttempt(previous.nextAttemptAt(), previous.sequence(), id));
    }
    if (entry.nextAttemptAt() != null) {
      scheduled.add(new ScheduledAttempt(entry.nextAttemptAt(), entry.sequence(), id));
      finished.remove(entry.number());
    } else {
      finished.put(entry.number(), id);
    }
    while (entries.size() > MAX_ENTRIES && !finished.isEmpty()) {
      entries.remove(finished.pollFirstEntry().getValue());
    }
  }
}
