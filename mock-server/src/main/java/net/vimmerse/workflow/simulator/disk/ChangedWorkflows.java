package net.vimmerse.workflow.simulator.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.simulator.simulation.Namespace;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.store.StoreListener;

/** The workflows that are not kept yet as they are. Thread-safe. */
final class ChangedWorkflows implements StoreListener {

  private final Map<Namespace, Map<String, Workflow>> stored = new HashMap<>();

  /** Of all worlds: one world's new workflow may be another's end. */
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

  /** The new and changed ones of one world; they count as kept from now on. */
  synchronized List<Workflow> takeStored(Namespace owner) {
    Map<String, Workflow> own = stored.remove(owner);
    return own == null ? List.of() : new ArrayList<>(own.values());
  }

  /** The ids of those that are no more, whichever world they were in; they are given once. */
  synchronized List<String> takeRemoved() {
    List<String> ids = new ArrayList<>(removed);
    removed.clear();
    return ids;
  }

  /** All that there are now are kept. */
  synchronized void allStoredAreKept() {
    stored.clear();
  }
}
