package net.vimmerse.workflow.contract.sequences;

/** A property does not hold. */
final class BrokenException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Property property;

  BrokenException(Property property, String fault) {
    super(fault);
    this.property = property;
  }

  Property property() {
    return property;
  }
}
