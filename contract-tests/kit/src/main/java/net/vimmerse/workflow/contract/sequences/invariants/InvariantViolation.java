package net.vimmerse.workflow.contract.sequences.invariants;

import java.util.Optional;
import net.vimmerse.workflow.contract.execution.Failure;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/** Thrown when an invariant is violated. */
public final class InvariantViolation extends Exception {
  private static final long serialVersionUID = 1;

  private final InvariantId invariant;

  public InvariantViolation(InvariantId invariant, String message) {
    super(message);
    this.invariant = invariant;
  }

  public InvariantId invariant() {
    return invariant;
  }

  /** Returns the violation as a failure, which is the same in all sequences. */
  public Failure failure(Optional<ValidationResult> shown) {
    Failure.Kind kind =
        invariant == InvariantId.RESPONSES_CONFORM ? Failure.Kind.RESPONSE : Failure.Kind.BEHAVIOUR;
    return new Failure(kind, invariant.key(), invariant.key() + ": " + getMessage(), shown);
  }
}
