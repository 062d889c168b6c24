package net.vimmerse.workflow.contract.sequences.runner;

/** A server refuses for a reason that is no fault: there is no credit left, say. */
final class SequenceAbortedException extends Exception {
  private static final long serialVersionUID = 1;

  SequenceAbortedException(String message) {
    super(message);
  }
}
