package net.vimmerse.workflow.simulator.api;

import net.vimmerse.workflow.simulator.contract.Violation;

/** A caller asked for an outcome that there is not. */
final class UnknownOutcomeException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  UnknownOutcomeException(Violation violation) {
    super(violation.msg());
    this.violation = violation;
  }

  Violation violation() {
    return violation;
  }
}
