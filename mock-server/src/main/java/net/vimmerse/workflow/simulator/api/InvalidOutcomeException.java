package net.vimmerse.workflow.simulator.api;

import net.vimmerse.workflow.simulator.openapi.Violation;

/** Thrown when a request asks for an unknown or malformed outcome. */
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
