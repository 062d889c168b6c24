package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
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

  /** Bounds the threads that receivers without a response can hold. */
  static final int MAX_IN_PROGRESS = 16;

  /** Leaves room for other receivers if one does not respond. */
  static final int MAX_IN_PROGRESS_PER_HOST = 4;

  private final Map<ScheduledAttempt, Delivery> inProgress = new HashMap<>();
  private final Map<String, DeliveryRecord> entries = new LinkedHashMap<>();

  /** The ids of the deliveries of each workflow, in the order in which they were scheduled. */
  private final Map<String, Set<String>> byWorkflow = new HashMap<>();

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

  void load(WebhookState state) {
    policy = state.policy();
    lastNumber = state.lastNumber();
    Map<String, DeliveryRecord> current = new LinkedHashMap<>();
    state.entries().forEach(entry -> current.put(entry.delivery().id(), entry));
    for (DeliveryRecord known : log()) {
      DeliveryRecord loaded = current.get(known.delivery().id());
      if (loaded == null || loaded.number() != known.number()) {
        drop(known);
      }
    }
    for (DeliveryRecord entry : current.values()) {
      if (!entry.equals(entries.get(entry.delivery().id()))) {
        put(entry);
      }
    }
  }

  private void drop(DeliveryRecord known) {
    String id = known.delivery().id();
    if (known.nextAttemptAt() != null) {
      scheduled.remove(new ScheduledAttempt(known.nextAttemptAt(), known.sequence(), id));
    }
    finished.remove(known.number());
    forget(id);
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

  int pending() {
    return scheduled.size();
  }

  Optional<Instant> nextDue() {
    return scheduled.isEmpty() ? Optional.empty() : Optional.of(scheduled.first().at());
  }

  /** Tests whether an attempt is due at {@code now}, including one in progress. */
  boolean isDue(Instant now) {
    return nextDue().filter(due -> !due.isAfter(now)).isPresent();
  }

  /**
   * Selects the attempt to start at {@code now}; empty if none may start. It stays scheduled until
   * it is recorded, and in progress until it is released.
   */
  Optional<ScheduledAttempt> start(Instant now) {
    // A later attempt of a workflow must not overtake an earlier one that has to wait.
    Set<String> waiting = new HashSet<>();
    inProgress.values().forEach(delivery -> waiting.add(delivery.workflowId()));
    for (Instant due = firstDue(now, Instant.MIN); due != null; due = firstDue(now, due)) {
      for (ScheduledAttempt attempt : dueAt(due)) {
        if (inProgress.size() >= MAX_IN_PROGRESS) {
          return Optional.empty();
        }
        Delivery delivery = entries.get(attempt.deliveryId()).delivery();
        if (waiting.add(delivery.workflowId()) && !isBusy(authority(delivery))) {
          inProgress.put(attempt, delivery);
          return Optional.of(attempt);
        }
      }
    }
    return Optional.empty();
  }

  /** Ends an attempt, recorded or not. */
  void release(ScheduledAttempt attempt) {
    inProgress.remove(attempt);
  }

  /** Returns the first due time after another that is not after {@code now}; null if none. */
  private @Nullable Instant firstDue(Instant now, Instant after) {
    ScheduledAttempt first = scheduled.higher(new ScheduledAttempt(after, Long.MAX_VALUE, ""));
    return first == null || first.at().isAfter(now) ? null : first.at();
  }

  private NavigableSet<ScheduledAttempt> dueAt(Instant at) {
    NavigableSet<ScheduledAttempt> due =
        scheduled.subSet(
            new ScheduledAttempt(at, Long.MIN_VALUE, ""),
            true,
            new ScheduledAttempt(at, Long.MAX_VALUE, ""),
            true);
    return policy.reversed() ? due.descendingSet() : due;
  }

  private boolean isBusy(String authority) {
    return inProgress.values().stream()
            .filter(delivery -> authority(delivery).equals(authority))
            .count()
        >= MAX_IN_PROGRESS_PER_HOST;
  }

  /** Returns host and port, as two ports of one host are two receivers. */
  private static String authority(Delivery delivery) {
    return delivery.url().replaceFirst("^[^/]*//", "").replaceFirst("[/?#].*", "");
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
    return byWorkflow.getOrDefault(workflowId, Set.of()).stream().map(entries::get).toList();
  }

  private void put(DeliveryRecord entry) {
    String id = entry.delivery().id();
    DeliveryRecord previous = entries.put(id, entry);
    byWorkflow
        .computeIfAbsent(entry.delivery().workflowId(), workflow -> new LinkedHashSet<>(2))
        .add(id);
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
      forget(finished.pollFirstEntry().getValue());
    }
  }

  private void forget(String id) {
    DeliveryRecord forgotten = entries.remove(id);
    byWorkflow.computeIfPresent(
        forgotten.delivery().workflowId(),
        (workflow, ids) -> {
          ids.remove(id);
          return ids.isEmpty() ? null : ids;
        });
  }
}
