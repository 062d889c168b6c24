package net.vimmerse.workflow.contract.sequences.invariants;

/**
 * A condition that must hold for every observation of every sequence.
 *
 * @param id identifies the condition
 * @param rule evaluates an observation
 */
public record Invariant(InvariantId id, Rule rule) {

  /** Evaluates an observation. */
  @FunctionalInterface
  public interface Rule {
    Evaluation of(Observation observation);
  }
}
