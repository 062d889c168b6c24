package net.vimmerse.workflow.simulator.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.simulation.SharedValues;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/**
 * Stores the workflows of all namespaces in memory, up to a maximum number. A workflow of another
 * namespace counts as absent.
 *
 * <p>When the store is full, each new workflow evicts another: of the {@value
 * #MAX_EVICTION_CANDIDATES} oldest, the first that has ended, or else the oldest. Limiting the
 * candidates keeps creation fast however many workflows never end.
 *
 * <p>Thread-safe; each method is atomic.
 */
public final class WorkflowStore {

  /** The default maximum number of workflows. */
  public static final int DEFAULT_MAX_WORKFLOWS = 100_000;

  private static final int MAX_EVICTION_CANDIDATES = 100;

  private final int maxWorkflows;
  private final StoreListener listener;

  /** By id, in the order of insertion, which is also the age across namespaces. */
  private final Map<String, Workflow> byAge = new LinkedHashMap<>();

  private final Map<NamespaceId, TreeSet<Workflow>> byOwner = new HashMap<>();

  private final SharedValues sharedValues = new SharedValues();

  /** By owner, the number of the latest change; absent for an owner without workflows. */
  private final Map<NamespaceId, Long> changes = new HashMap<>();

  private long lastChange;

  /**
   * Creates an empty store.
   *
   * @param maxWorkflows at least 1
   */
  public WorkflowStore(int maxWorkflows, StoreListener listener) {
    this.maxWorkflows = maxWorkflows;
    this.listener = listener;
  }

  /**
   * Stores a new workflow, whose id must be unique.
   *
   * @param hasEnded tests whether a workflow has ended; those are evicted first
   */
  public synchronized void add(Workflow workflow, Predicate<Workflow> hasEnded) {
    put(workflow);
    // After the insertion: the new one is the youngest and so the last candidate.
    if (byAge.size() > maxWorkflows) {
      evict(hasEnded);
    }
  }

  private void evict(Predicate<Workflow> hasEnded) {
    Workflow oldest = byAge.values().iterator().next();
    removeFromIndexes(
        byAge.values().stream()
            .limit(Math.min(MAX_EVICTION_CANDIDATES, maxWorkflows))
            .filter(hasEnded)
            .findFirst()
            .orElse(oldest));
  }

  /** Returns the workflow with this id; empty if {@code owner} has none. */
  public synchronized Optional<Workflow> find(NamespaceId owner, String id) {
    return find(id).filter(workflow -> workflow.owner().equals(owner));
  }

  /**
   * Returns the workflow with this id, whatever its owner: media files are served without a key.
   */
  public synchronized Optional<Workflow> find(String id) {
    return Optional.ofNullable(byAge.get(id));
  }

  /** Returns a copy of the workflows of {@code owner}, oldest first. */
  public synchronized List<Workflow> list(NamespaceId owner) {
    return List.copyOf(ownedBy(owner));
  }

  /** Returns the number of workflows of {@code owner} that a condition selects. */
  public synchronized long count(NamespaceId owner, Predicate<Workflow> condition) {
    return ownedBy(owner).stream().filter(condition).count();
  }

  /** Returns a number that changes whenever the workflows of {@code owner} do. */
  public synchronized long revision(NamespaceId owner) {
    return changes.getOrDefault(owner, 0L);
  }

  /** Removes all workflows of {@code owner}. */
  public synchronized void removeAll(NamespaceId owner) {
    List.copyOf(ownedBy(owner)).forEach(this::removeFromIndexes);
  }

  /**
   * Replaces a workflow by the result of {@code change}; returns empty if {@code owner} has none.
   */
  public synchronized Optional<Workflow> update(
      NamespaceId owner, String id, UnaryOperator<Workflow> change) {
    return find(owner, id)
        .map(
            found -> {
              Workflow changed = change.apply(found);
              if (!changed.equals(found)) {
                put(changed);
              }
              return changed;
            });
  }

  /** Removes and returns a workflow; returns empty if {@code owner} has none with this id. */
  public synchronized Optional<Workflow> remove(NamespaceId owner, String id) {
    Optional<Workflow> found = find(owner, id);
    found.ifPresent(this::removeFromIndexes);
    return found;
  }

  private Collection<Workflow> ownedBy(NamespaceId owner) {
    return byOwner.getOrDefault(owner, new TreeSet<>(Workflow.BY_AGE));
  }

  private void put(Workflow changed) {
    Workflow workflow = changed.sharing(sharedValues);
    Workflow previous = byAge.put(workflow.id(), workflow);
    listener.stored(previous, workflow);
    changes.put(workflow.owner(), ++lastChange);
    TreeSet<Workflow> own =
        byOwner.computeIfAbsent(workflow.owner(), owner -> new TreeSet<>(Workflow.BY_AGE));
    if (previous != null) {
      own.remove(previous);
    }
    own.add(workflow);
  }

  private void removeFromIndexes(Workflow workflow) {
    listener.removed(workflow);
    byAge.remove(workflow.id());
    byOwner.computeIfPresent(
        workflow.owner(),
        (owner, own) -> {
          own.remove(workflow);
          return own.isEmpty() ? null : own;
        });
    if (byOwner.containsKey(workflow.owner())) {
      changes.put(workflow.owner(), ++lastChange);
    } else {
      changes.remove(workflow.owner());
    }
  }
}
