package net.vimmerse.workflow.simulator.namespace;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.clock.ClockChanges;
import net.vimmerse.workflow.simulator.clock.DueTasks;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;

/**
 * Coordinates the simulators that serve the same namespaces. A simulator that is alone needs none.
 *
 * <p>Thread-safe.
 */
public interface Coordination {

  /** Returns all namespaces, in no order. */
  Collection<Namespace> all();

  /** Returns the number of namespaces. */
  int size();

  /** Returns the namespace with this name; empty if no request has used it. */
  Optional<Namespace> named(String name);

  /** Tests, once for all simulators, whether there is no namespace yet. */
  boolean startsEmpty();

  /** Returns the namespaces of those of these workflows that exist, by the id of the workflow. */
  Map<String, NamespaceId> owners(List<String> workflowIds);

  /** Learns that a namespace may have webhooks to send. Must return quickly. */
  void mayHaveAttempts(Namespace namespace);

  /** Returns the request log of a namespace. */
  RequestLog requestLog(NamespaceId id);

  /**
   * Returns what changes the clock of a namespace.
   *
   * @param namespace empty for the global clock
   */
  ClockChanges clockChanges(Optional<Namespace> namespace);

  /** Returns what is due on the global clock. */
  DueTasks globalDueTasks();

  /**
   * Runs every task of a namespace that is due by now; returns when all have finished, anywhere.
   */
  void runDue(Namespace namespace);

  /** Starts to run what is due in any namespace by now, and returns at once. */
  void startDue();
}
