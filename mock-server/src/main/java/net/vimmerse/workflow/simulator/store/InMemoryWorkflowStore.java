package net.vimmerse.workflow.simulator.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.simulator.simulation.Namespace;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/** Keeps workflows for as long as the process lives. */
public final class InMemoryWorkflowStore implements WorkflowStore {

  private final ConcurrentMap<String, Workflow> workflows = new ConcurrentHashMap<>();

  @Override
  public void add(Workflow workflow) {
    workflows.put(workflow.id(), workflow);
  }

  @Override
  public Optional<Workflow> find(Namespace owner, String id) {
    return find(id).filter(workflow -> workflow.owner().equals(owner));
  }

  @Override
  public Optional<Workflow> find(String id) {
    return Optional.ofNullable(workflows.get(id));
  }

  @Override
  public List<Workflow> list(Namespace owner) {
    return workflows.values().stream()
        .filter(workflow -> workflow.owner().equals(owner))
        .sorted(Comparator.comparing(Workflow::createdAt).thenComparing(Workflow::id))
        .toList();
  }

  @Override
  public void removeAll(Namespace owner) {
    workflows.values().removeIf(workflow -> workflow.owner().equals(owner));
  }

  @Override
  public Optional<Workflow> update(Namespace owner, String id, UnaryOperator<Workflow> change) {
    return find(owner, id)
        .map(found -> workflows.computeIfPresent(id, (key, stored) -> change.apply(stored)));
  }

  @Override
  public Optional<Workflow> remove(Namespace owner, String id) {
    return find(owner, id).map(found -> workflows.remove(id));
  }
}
