package net.vimmerse.workflow.simulator.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.simulator.simulation.Namespace;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/**
 * Keeps workflows for as long as the process lives, and no more than so many.
 *
 * <p>When it is full, each new workflow takes the place of another: of the {@value #LOOKED_AT} that
 * were created first, the oldest that has ended; where none of these has, the oldest. No more are
 * looked at, so that creating stays as fast as it was however many never end.
 */
public final class InMemoryWorkflowStore implements WorkflowStore {

  /** How many workflows are held unless told otherwise. */
  public static final int MOST = 100_000;

  private static final int LOOKED_AT = 100;

  private final int maxWorkflows;
  private final StoreListener listener;

  /** In the order in which they came, which is what age means between worlds. */
  private final Map<String, Workflow> byAge = new LinkedHashMap<>();

  private final Map<Namespace, TreeMap<Place, Workflow>> byOwner = new HashMap<>();

  /**
   * An empty store.
   *
   * @param maxWorkflows how many it holds
   * @throws IllegalArgumentException if that is less than 1
   */
  public InMemoryWorkflowStore(int maxWorkflows, StoreListener listener) {
    if (maxWorkflows < 1) {
      throw new IllegalArgumentException("maxWorkflows must be at least 1, not " + maxWorkflows);
    }
    this.maxWorkflows = maxWorkflows;
    this.listener = listener;
  }

  @Override
  public synchronized void add(Workflow workflow, Predicate<Workflow> hasEnded) {
    put(workflow);
    // Only now, when the new one is counted; it is the youngest, and so the last to go.
    if (byAge.size() > maxWorkflows) {
      forget(hasEnded);
    }
  }

  private void forget(Predicate<Workflow> hasEnded) {
    Workflow oldest = byAge.values().iterator().next();
    drop(
        byAge.values().stream()
            .limit(Math.min(LOOKED_AT, maxWorkflows))
            .filter(hasEnded)
            .findFirst()
            .orElse(oldest));
  }

  @Override
  public synchronized Optional<Workflow> find(Namespace owner, String id) {
    return find(id).filter(workflow -> workflow.owner().equals(owner));
  }

  @Override
  public synchronized Optional<Workflow> find(String id) {
    return Optional.ofNullable(byAge.get(id));
  }

  @Override
  public synchronized List<Workflow> list(Namespace owner) {
    return List.copyOf(ofOwner(owner));
  }

  @Override
  public synchronized void removeAll(Namespace owner) {
    List.copyOf(ofOwner(owner)).forEach(this::drop);
  }

  @Override
  public synchronized Optional<Workflow> update(
      Namespace owner, String id, UnaryOperator<Workflow> change) {
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

  @Override
  public synchronized Optional<Workflow> remove(Namespace owner, String id) {
    Optional<Workflow> found = find(owner, id);
    found.ifPresent(this::drop);
    return found;
  }

  private Collection<Workflow> ofOwner(Namespace owner) {
    return byOwner.getOrDefault(owner, new TreeMap<>()).values();
  }

  private void put(Workflow workflow) {
    listener.stored(workflow);
    byAge.put(workflow.id(), workflow);
    byOwner
        .computeIfAbsent(workflow.owner(), owner -> new TreeMap<>())
        .put(Place.of(workflow), workflow);
  }

  private void drop(Workflow workflow) {
    listener.removed(workflow);
    byAge.remove(workflow.id());
    byOwner.computeIfPresent(
        workflow.owner(),
        (owner, own) -> {
          own.remove(Place.of(workflow));
          return own.isEmpty() ? null : own;
        });
  }

  /** Where a workflow stands among those of its world. */
  private record Place(Instant createdAt, String id) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::createdAt).thenComparing(Place::id);

    static Place of(Workflow workflow) {
      return new Place(workflow.createdAt(), workflow.id());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }
}
