package net.vimmerse.workflow.simulator.admin;

import static net.vimmerse.workflow.simulator.admin.BadRequestException.check;
import static net.vimmerse.workflow.simulator.admin.BadRequestException.checked;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.NamespaceState;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.simulation.Timeline;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.simulation.WorkflowView;
import net.vimmerse.workflow.simulator.snapshot.SimulatorState;
import net.vimmerse.workflow.simulator.snapshot.StateJson;

/** Exports and imports snapshots. */
final class SnapshotAdmin {

  private final Namespaces namespaces;

  SnapshotAdmin(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  Map<String, AdminHandler> handlers() {
    return Map.of("exportSnapshot", this::export, "importSnapshot", this::importState);
  }

  private JsonNode export(AdminCall call) {
    return StateJson.toTree(
        call.namespace()
            .map(
                namespace ->
                    new SimulatorState(StateJson.VERSION, null, List.of(namespace.state())))
            .orElseGet(
                () ->
                    new SimulatorState(
                        StateJson.VERSION,
                        namespaces.clock().state(),
                        namespaces.all().stream().map(Namespace::state).toList())));
  }

  private JsonNode importState(AdminCall call) {
    int version = call.body().path("version").asInt();
    if (version != StateJson.VERSION) {
      throw new BadRequestException(
          "body",
          "version",
          "This simulator reads version %d, not %d".formatted(StateJson.VERSION, version));
    }
    SimulatorState state =
        checked("namespaces", () -> StateJson.read(SimulatorState.class, call.body()));
    state.namespaces().forEach(SnapshotAdmin::requireConsistent);
    check(
        "namespaces",
        () -> call.namespace().ifPresentOrElse(one -> restore(one, state), () -> restore(state)));
    return MissingNode.getInstance();
  }

  private void restore(Namespace namespace, SimulatorState state) {
    if (state.namespaces().size() != 1) {
      throw new BadRequestException(
          "body",
          "namespaces",
          "A snapshot for one namespace must contain one namespace, not "
              + state.namespaces().size());
    }
    namespaces.restore(state.namespaces().get(0).withOwner(namespace.id()));
  }

  private void restore(SimulatorState state) {
    if (state.clock() == null) {
      throw new BadRequestException(
          "body",
          "clock",
          "This is the snapshot of one namespace: select the namespace to import it into");
    }
    namespaces.restore(
        state.clock(),
        state.namespaces().stream().map(each -> each.withOwner(each.namespace())).toList());
  }

  /** Rejects values that are valid one by one, but not together. */
  private static void requireConsistent(NamespaceState namespace) {
    for (Workflow workflow : namespace.workflows()) {
      try {
        WorkflowView.of(workflow, workflow.createdAt());
        new Timeline(workflow).changeTimes().forEach(at -> WorkflowView.of(workflow, at));
      } catch (RuntimeException e) {
        throw new BadRequestException(
            "body", "namespaces", "The workflow " + workflow.id() + " is inconsistent: " + e);
      }
    }
  }
}
