package net.vimmerse.workflow.contract.sequences.invariants;

import java.util.function.Supplier;

/**
 * The result of evaluating an invariant for an observation.
 *
 * @param applies false if the invariant says nothing about the observation
 * @param message the violation; empty when there is none
 */
public record Evaluation(boolean applies, String message) {
  /** The invariant does not apply to the observation. */
  public static final Evaluation NOT_APPLICABLE = new Evaluation(false, "");

  public static final Evaluation SATISFIED = new Evaluation(true, "");

  public static Evaluation violated(String message) {
    return new Evaluation(true, message);
  }

  /** Returns satisfied, or violated with this message. */
  public static Evaluation that(boolean holds, Supplier<String> message) {
    return holds ? SATISFIED : violated(message.get());
  }

  public boolean violated() {
    return !message.isEmpty();
  }
}
