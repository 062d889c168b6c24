package net.vimmerse.workflow.contract.recording;

/** Thrown when a judge did not report what it must, or reported what is as it should be. */
public final class SelfCheckException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  public SelfCheckException(String message) {
    super(message);
  }
}
