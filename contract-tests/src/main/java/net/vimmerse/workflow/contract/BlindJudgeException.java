package net.vimmerse.workflow.contract;

/** Thrown when a judge did not report what it must, or reported what is as it should be. */
public final class BlindJudgeException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  BlindJudgeException(String message) {
    super(message);
  }
}
