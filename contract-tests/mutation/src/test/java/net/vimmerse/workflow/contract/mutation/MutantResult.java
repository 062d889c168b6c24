package net.vimmerse.workflow.contract.mutation;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What became of one mutant.
 *
 * @param kind what was done to it, such as {@code drop a property}
 * @param mutant where, unique within the kind
 * @param outcome how it ended
 * @param killer the test that failed; empty unless it was killed
 * @param text the message of that test, or the reason why nothing can see an equivalent mutant
 */
public record MutantResult(
    String kind, String mutant, Outcome outcome, String killer, String text) {

  /** How a mutant ended. */
  public enum Outcome {
    /** A test failed. */
    KILLED,
    /** Nothing that the document promises has changed, so no test may fail. */
    EQUIVALENT,
    /** No test failed, and that is a defect of the tests. */
    SURVIVED
  }

  public MutantResult {
    requireNonNull(kind, "kind == null");
    requireNonNull(mutant, "mutant == null");
    requireNonNull(outcome, "outcome == null");
    requireNonNull(killer, "killer == null");
    requireNonNull(text, "text == null");
  }

  /** Returns the result of a mutant that a test killed. */
  public static MutantResult killed(String kind, String mutant, String killer, String message) {
    return new MutantResult(kind, mutant, Outcome.KILLED, killer, message);
  }

  /** Returns the result of an equivalent mutant. */
  public static MutantResult equivalent(String kind, String mutant, String reason) {
    return new MutantResult(kind, mutant, Outcome.EQUIVALENT, "", reason);
  }

  /** Returns the result of a mutant that survived. */
  public static MutantResult survived(String kind, String mutant) {
    return new MutantResult(kind, mutant, Outcome.SURVIVED, "", "");
  }

  /** Returns the result of a mutant that no test killed: equivalent if there is a reason. */
  static MutantResult unseen(String kind, String mutant, Optional<String> reason) {
    return reason.map(it -> equivalent(kind, mutant, it)).orElseGet(() -> survived(kind, mutant));
  }

  @Override
  public String toString() {
    return kind + ": " + mutant;
  }
}
