package net.vimmerse.workflow.contract.sequences.invariants;

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
}
