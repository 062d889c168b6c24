package net.vimmerse.workflow.contract.recording;

/** Thrown when a validator misses an invalid exchange or reports a valid one. */
public final class SelfCheckException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  public SelfCheckException(String message) {
    super(message);
  }
}
