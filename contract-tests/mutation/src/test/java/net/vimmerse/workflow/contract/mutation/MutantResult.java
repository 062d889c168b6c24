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

  /** A mutant that a test has seen. */
  public static MutantResult killed(String kind, String mutant, String killer, String message) {
    return new MutantResult(kind, mutant, Outcome.KILLED, killer, message);
  }

  /** A mutant that no test may see. */
  public static MutantResult equivalent(String kind, String mutant, String reason) {
    return new MutantResult(kind, mutant, Outcome.EQUIVALENT, "", reason);
  }

  /** A mutant that a test should have seen. */
  public static MutantResult survived(String kind, String mutant) {
    return new MutantResult(kind, mutant, Outcome.SURVIVED, "", "");
  }

  /** A mutant that no test has seen, and a reason why none may, if there is one. */
  static MutantResult unseen(String kind, String mutant, Optional<String> reason) {
    return reason.map(it -> equivalent(kind, mutant, it)).orElseGet(() -> survived(kind, mutant));
  }

  @Override
  public String toString() {
    return kind + ": " + mutant;
  }
}
