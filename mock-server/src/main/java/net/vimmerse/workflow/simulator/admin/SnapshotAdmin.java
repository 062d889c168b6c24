package net.vimmerse.workflow.simulator.admin;

import static net.vimmerse.workflow.simulator.admin.BadRequestException.check;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.NamespaceState;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.namespace.StateStore;
import net.vimmerse.workflow.simulator.simulation.Timeline;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.simulation.WorkflowView;
import net.vimmerse.workflow.simulator.snapshot.MalformedStateException;
import net.vimmerse.workflow.simulator.snapshot.SimulatorState;
import net.vimmerse.workflow.simulator.snapshot.SnapshotJson;

/** Exports and imports snapshots. */
final class SnapshotAdmin {

  private final Namespaces namespaces;

  SnapshotAdmin(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  /** Returns the state of a namespace, or of all. */
  SimulatorState export(Optional<Namespace> selected) {
    return selected
        .map(namespace -> new SimulatorState(null, List.of(namespace.state())))
        .orElseGet(
            () ->
                new SimulatorState(
                    namespaces.clock().state(),
                    namespaces.all().stream().map(this::state).toList()));
  }

  private NamespaceState state(Namespace namespace) {
    return namespaces
        .stateStore()
        .inNamespace(namespace, StateStore.Access.INSPECT, namespace::state);
  }

  /**
   * Replaces the state of a namespace, or of all.
   *
   * @throws BadRequestException if the body is not a consistent snapshot, or does not suit; nothing
   *     has changed then
   * @throws UncheckedIOException if the body cannot be read
   */
  void importState(Optional<Namespace> selected, InputStream body) {
    // Read before, as it may come slowly, and only once.
    SimulatorState state = read(body);
    check(
        "namespaces",
        () -> selected.ifPresentOrElse(one -> restore(one, state), () -> restore(state)));
  }

  /**
   * Reads a snapshot.
   *
   * @throws BadRequestException if the body is not a consistent snapshot
   * @throws UncheckedIOException if the body cannot be read
   */
  private static SimulatorState read(InputStream body) {
    try {
      SimulatorState state = SnapshotJson.read(body);
      state.namespaces().forEach(SnapshotAdmin::requireConsistent);
      return state;
    } catch (JsonProcessingException e) {
      // The errors of the parser's limits have no location.
      JsonLocation at = e.getLocation();
      throw new BadRequestException(
          "body",
          "snapshot",
          at == null
              ? "JSON decode error: a name, a text, a number or the depth exceeds its limit"
              : "JSON decode error in line %d, column %d"
                  .formatted(at.getLineNr(), at.getColumnNr()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedStateException e) {
      throw new BadRequestException("body", "namespaces", String.valueOf(e.getMessage()));
    }
  }

  private void restore(Namespace namespace, SimulatorState state) {
    if (state.namespaces().size() != 1) {
      throw new BadRequestException(
          "body",
          "namespaces",
          "A snapshot for one namespace must contain one namespace, not "
              + state.namespaces().size());
    }
    NamespaceState owned = state.namespaces().get(0).withOwner(namespace.id());
    namespaces
        .stateStore()
        .inNamespace(
            namespace,
            StateStore.Access.CHANGE,
            () -> {
              namespaces.restore(owned);
              return Optional.empty();
            });
  }

  private void restore(SimulatorState state) {
    if (state.clock() == null) {
      throw new BadRequestException(
          "body",
          "clock",
          "This is the snapshot of one namespace: select the namespace to import it into");
    }
    VirtualClock.State clock = state.clock();
    List<NamespaceState> owned =
        state.namespaces().stream().map(each -> each.withOwner(each.namespace())).toList();
    namespaces
        .stateStore()
        .inAll(
            StateStore.Access.CHANGE,
            () -> {
              namespaces.restore(clock, owned);
              return Optional.empty();
            });
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
