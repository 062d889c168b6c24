package net.vimmerse.workflow.simulator.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.store.StoreListener;

/** Collects the workflows that changed since they were last persisted. Thread-safe. */
final class ChangedWorkflows implements StoreListener {

  private final Map<NamespaceId, Map<String, Workflow>> stored = new HashMap<>();

  /** Of all namespaces: a new workflow in one may evict a workflow of another. */
  private final Set<String> removed = new LinkedHashSet<>();

  @Override
  public synchronized void stored(Workflow workflow) {
    stored
        .computeIfAbsent(workflow.owner(), owner -> new LinkedHashMap<>())
        .put(workflow.id(), workflow);
    removed.remove(workflow.id());
  }

  @Override
  public synchronized void removed(Workflow workflow) {
    Map<String, Workflow> own = stored.get(workflow.owner());
    if (own != null) {
      own.remove(workflow.id());
    }
    removed.add(workflow.id());
  }

  /** Returns and forgets the added and changed workflows of one namespace. */
  synchronized List<Workflow> drainStored(NamespaceId owner) {
    Map<String, Workflow> own = stored.remove(owner);
    return own == null ? List.of() : new ArrayList<>(own.values());
  }

  /** Returns and forgets the ids of the removed workflows of all namespaces. */
  synchronized List<String> drainRemoved() {
    List<String> ids = new ArrayList<>(removed);
    removed.clear();
    return ids;
  }

  /** Forgets the added and changed workflows of all namespaces. */
  synchronized void clearStored() {
    stored.clear();
  }
}
