package net.vimmerse.workflow.simulator.snapshot;

import java.util.List;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.namespace.NamespaceState;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a simulator, or of one namespace.
 *
 * @param clock the state of the global clock; null for one namespace
 * @param namespaces sorted by name
 */
public record SimulatorState(VirtualClock.@Nullable State clock, List<NamespaceState> namespaces) {

  public SimulatorState {
    namespaces = List.copyOf(namespaces);
  }
}
