package net.vimmerse.workflow.simulator.namespace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import net.vimmerse.workflow.simulator.store.WorkflowStore;
import org.jspecify.annotations.Nullable;

/**
 * Removes namespaces that had no request for some time, and, if there are too many, those without
 * workflows that have not been used for longest. One that has webhooks to send, or a request in
 * progress, stays.
 *
 * <p>Thread-safe.
 */
final class IdleNamespaces {

  private static final long MAX_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ConcurrentMap<String, Namespace> namespaces;
  private final WorkflowStore store;
  private final int max;
  private final @Nullable Duration ttl;
  private final long periodNanos;
  private final AtomicBoolean removing = new AtomicBoolean();

  /** When the next check is due. */
  private volatile long dueAt = System.nanoTime();

  /**
   * Creates the removal.
   *
   * @param max the maximum number of namespaces
   * @param ttl the real time without a request after which one is removed; null for never
   */
  IdleNamespaces(
      ConcurrentMap<String, Namespace> namespaces,
      WorkflowStore store,
      int max,
      @Nullable Duration ttl) {
    this.namespaces = namespaces;
    this.store = store;
    this.max = max;
    this.ttl = ttl;
    this.periodNanos =
        ttl == null ? MAX_PERIOD_NANOS : Math.min(MAX_PERIOD_NANOS, ttl.toNanos() / 10);
  }

  /** Tests whether {@link #remove} may have something to do. */
  boolean isDue() {
    return (ttl != null || namespaces.size() > max) && System.nanoTime() - dueAt >= 0;
  }

  /**
   * Removes what is to be removed, unless another thread does.
   *
   * @param removed receives what was removed, if anything
   */
  void remove(Consumer<List<Namespace>> removed) {
    if (!removing.compareAndSet(false, true)) {
      return;
    }
    try {
      if (ttl != null) {
        long now = System.nanoTime();
        List<Candidate> expired =
            candidates().stream().filter(each -> now - each.lastUse > ttl.toNanos()).toList();
        report(
            remove(expired, expired.size()),
            "had no request for " + ttl.toSeconds() + " s (--namespace-ttl)",
            removed);
      }
      if (namespaces.size() > max) {
        // A tenth more, so that not each new key removes one.
        int excess = namespaces.size() - max + max / 10;
        long now = System.nanoTime();
        List<Candidate> candidates =
            candidates().stream()
                .filter(each -> !each.hasWorkflows)
                .sorted(Comparator.comparingLong(each -> each.lastUse - now))
                .toList();
        report(
            remove(candidates, excess),
            "had no workflow and were not used for longest, as there were more than "
                + max
                + " (--max-namespaces)",
            removed);
      }
      dueAt = System.nanoTime() + (namespaces.size() > max || ttl != null ? periodNanos : 0);
    } finally {
      removing.set(false);
    }
  }

  private List<Candidate> candidates() {
    return namespaces.values().stream()
        .map(each -> new Candidate(each, each.hasWorkflows(), each.lastUse()))
        .toList();
  }

  private List<Namespace> remove(List<Candidate> candidates, int number) {
    List<Namespace> removed = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (removed.size() == number) {
        break;
      }
      Namespace namespace = candidate.namespace;
      namespaces.computeIfPresent(
          namespace.id().name(),
          (name, current) -> {
            if (current != namespace
                || namespace.lastUse() != candidate.lastUse
                || !namespace.isIdle()) {
              return current;
            }
            // Before a request can create another one with this name.
            store.removeAll(namespace.id());
            removed.add(namespace);
            return null;
          });
    }
    return removed;
  }

  private static void report(
      List<Namespace> removed, String reason, Consumer<List<Namespace>> receiver) {
    if (!removed.isEmpty()) {
      removed.forEach(namespace -> namespace.requests().clear());
      receiver.accept(removed);
      System.err.println("Namespaces removed: " + removed.size() + "; they " + reason);
    }
  }

  /** A namespace as it was when the removal began. */
  private record Candidate(Namespace namespace, boolean hasWorkflows, long lastUse) {}
}
