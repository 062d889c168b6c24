package net.vimmerse.workflow.simulator.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.store.StoreListener;
import org.jspecify.annotations.Nullable;

/** Collects the workflows that changed since they were last persisted. Thread-safe. */
final class ChangedWorkflows implements StoreListener {

  private static final HexFormat HEX = HexFormat.of();

  private final Map<NamespaceId, Map<String, Workflow>> stored = new HashMap<>();

  /** The keys, of all namespaces: a new workflow in one may evict a workflow of another. */
  private final Set<String> removed = new LinkedHashSet<>();

  /**
   * Returns the key of a workflow in the state file. Workflows that were created one after the
   * other are neighbours, so that a commit changes few pages.
   */
  static String key(Workflow workflow) {
    Instant createdAt = workflow.createdAt();
    // With the sign inverted, negative numbers sort before positive ones.
    long seconds = createdAt.getEpochSecond() ^ Long.MIN_VALUE;
    return workflow.owner().name()
        + '/'
        + HEX.toHexDigits(seconds)
        + HEX.toHexDigits(createdAt.getNano())
        + HEX.toHexDigits(workflow.number())
        + '/'
        + workflow.id();
  }

  @Override
  public synchronized void stored(@Nullable Workflow previous, Workflow workflow) {
    stored
        .computeIfAbsent(workflow.owner(), owner -> new LinkedHashMap<>())
        .put(workflow.id(), workflow);
    if (!removed.isEmpty()) {
      removed.remove(key(workflow));
    }
  }

  @Override
  public synchronized void removed(Workflow workflow) {
    Map<String, Workflow> own = stored.get(workflow.owner());
    if (own != null) {
      own.remove(workflow.id());
    }
    removed.add(key(workflow));
  }

  /** Returns and forgets the added and changed workflows of one namespace. */
  synchronized List<Workflow> drainStored(NamespaceId owner) {
    Map<String, Workflow> own = stored.remove(owner);
    return own == null ? List.of() : new ArrayList<>(own.values());
  }

  /** Returns and forgets the keys of the removed workflows of all namespaces. */
  synchronized List<String> drainRemoved() {
    List<String> keys = new ArrayList<>(removed);
    removed.clear();
    return keys;
  }

  /** Forgets the added and changed workflows of all namespaces. */
  synchronized void clearStored() {
    stored.clear();
  }
}
