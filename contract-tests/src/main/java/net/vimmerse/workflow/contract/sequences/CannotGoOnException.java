package net.vimmerse.workflow.contract.sequences;

/** A server refuses for a reason that is no fault: there is no credit left, say. */
final class CannotGoOnException extends Exception {
  private static final long serialVersionUID = 1;

  CannotGoOnException(String message) {
    super(message);
  }
}
