package net.vimmerse.workflow.contract.sequences.invariants;

import java.util.function.Function;

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

  /** Creates an invariant that applies only to observations of this type. */
  static <O extends Observation> Invariant of(
      InvariantId id, Class<O> type, Function<O, Evaluation> rule) {
    return new Invariant(
        id,
        observation ->
            type.isInstance(observation)
                ? rule.apply(type.cast(observation))
                : Evaluation.NOT_APPLICABLE);
  }

  /** Creates an invariant that applies only to observations of a change of state. */
  static Invariant ofChange(InvariantId id, Function<StateChange, Evaluation> rule) {
    return new Invariant(
        id, observation -> StateChange.of(observation).map(rule).orElse(Evaluation.NOT_APPLICABLE));
  }
}
