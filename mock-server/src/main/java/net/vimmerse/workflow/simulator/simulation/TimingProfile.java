package net.vimmerse.workflow.simulator.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Holds how long workflows of a service took. Each new workflow repeats one of the observed ones,
 * so that the times vary as they did there. Immutable and thread-safe.
 *
 * @param runs the observed workflows by template and steps
 */
public record TimingProfile(Map<Kind, List<Pace>> runs) {

  /**
   * Identifies workflows that can be compared.
   *
   * @param steps the names of their steps, in order
   */
  public record Kind(String template, List<String> steps) {}

  /** Returns a profile without observations. */
  public static TimingProfile none() {
    return new TimingProfile(Map.of());
  }

  /**
   * Returns the pace of a workflow; empty if there are no observations.
   *
   * @param chance selects one of several, from 0 (inclusive) to 1 (exclusive); only asked if there
   *     are any
   */
  public Optional<Pace> pace(String template, Pipeline pipeline, DoubleSupplier chance) {
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    List<String> steps = pipeline.steps().stream().map(Step::flow).toList();
    return Optional.ofNullable(runs.get(new Kind(template, steps)))
        .map(observed -> observed.get((int) (chance.getAsDouble() * observed.size())));
  }
}
