package net.vimmerse.workflow.simulator.api;

import net.vimmerse.workflow.simulator.openapi.Violation;

/** Thrown when the outcome in a request is unknown or malformed. */
final class InvalidOutcomeException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  InvalidOutcomeException(Violation violation) {
    super(violation.msg());
    this.violation = violation;
  }

  Violation violation() {
    return violation;
  }
}
