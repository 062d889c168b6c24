package net.vimmerse.workflow.simulator.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.simulator.simulation.Namespace;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/**
 * Where workflows are kept. A workflow of another namespace is as good as absent.
 *
 * <p>Implementations are thread-safe, and each method is atomic.
 */
public interface WorkflowStore {

  /**
   * Keeps a new workflow; its id is unique. A store that is full forgets another for it, and never
   * refuses.
   *
   * @param hasEnded whether nothing is to come of a workflow any more; such are forgotten first
   */
  void add(Workflow workflow, Predicate<Workflow> hasEnded);

  /** The workflow as last stored; empty if {@code owner} has none with this id. */
  Optional<Workflow> find(Namespace owner, String id);

  /** The workflow with this id, whoever owns it: for files, which need no key. */
  Optional<Workflow> find(String id);

  /** The workflows of {@code owner}, the oldest first; a copy. */
  List<Workflow> list(Namespace owner);

  /** Removes every workflow of {@code owner}. */
  void removeAll(Namespace owner);

  /** Replaces a workflow by what {@code change} makes of it; empty if {@code owner} has none. */
  Optional<Workflow> update(Namespace owner, String id, UnaryOperator<Workflow> change);

  /** Removes a workflow and returns it; empty if {@code owner} has none with this id. */
  Optional<Workflow> remove(Namespace owner, String id);
}
