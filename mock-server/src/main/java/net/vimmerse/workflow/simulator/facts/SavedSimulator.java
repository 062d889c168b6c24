package net.vimmerse.workflow.simulator.facts;

import java.util.List;
import net.vimmerse.workflow.simulator.simulation.VirtualClock;
import net.vimmerse.workflow.simulator.world.SavedWorld;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a simulator, or of one world.
 *
 * @param version {@link FactsJson#VERSION}
 * @param clock how the clock that all worlds run by runs; null for one world alone
 * @param worlds by name
 */
public record SavedSimulator(
    int version, VirtualClock.@Nullable Course clock, List<SavedWorld> worlds) {

  public SavedSimulator {
    worlds = List.copyOf(worlds);
  }
}
