package net.vimmerse.workflow.simulator.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/**
 * Stores workflows. A workflow of another namespace counts as absent.
 *
 * <p>Implementations are thread-safe, and each method is atomic.
 */
public interface WorkflowStore {

  /**
   * Stores a new workflow, whose id must be unique. A full store evicts another workflow and never
   * refuses.
   *
   * @param hasEnded tests whether a workflow has ended; those are evicted first
   */
  void add(Workflow workflow, Predicate<Workflow> hasEnded);

  /** Returns the workflow with this id; empty if {@code owner} has none. */
  Optional<Workflow> find(NamespaceId owner, String id);

  /**
   * Returns the workflow with this id, whatever its owner: media files are served without a key.
   */
  Optional<Workflow> find(String id);

  /** Returns a copy of the workflows of {@code owner}, oldest first. */
  List<Workflow> list(NamespaceId owner);

  /** Removes all workflows of {@code owner}. */
  void removeAll(NamespaceId owner);

  /**
   * Replaces a workflow by the result of {@code change}; returns empty if {@code owner} has none.
   */
  Optional<Workflow> update(NamespaceId owner, String id, UnaryOperator<Workflow> change);

  /** Removes and returns a workflow; returns empty if {@code owner} has none with this id. */
  Optional<Workflow> remove(NamespaceId owner, String id);
}
