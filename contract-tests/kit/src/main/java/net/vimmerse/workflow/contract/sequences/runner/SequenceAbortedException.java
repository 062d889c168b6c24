package net.vimmerse.workflow.contract.sequences.runner;

/**
 * Thrown when the server rejects a request for a reason that is not an error, such as too few
 * credits.
 */
final class SequenceAbortedException extends Exception {
  private static final long serialVersionUID = 1;

  SequenceAbortedException(String message) {
    super(message);
  }
}
