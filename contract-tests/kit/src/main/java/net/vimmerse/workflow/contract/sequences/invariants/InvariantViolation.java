package net.vimmerse.workflow.contract.sequences.invariants;

/** A property does not hold. */
public final class InvariantViolation extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Invariant property;

  public InvariantViolation(Invariant property, String fault) {
    super(fault);
    this.property = property;
  }

  public Invariant property() {
    return property;
  }
}
