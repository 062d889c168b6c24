package net.vimmerse.workflow.client;

/** Thrown for status 402: the account has too few credits. Nothing was created. */
public final class InsufficientCreditException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  InsufficientCreditException(BufferedResponse response) {
    super(response);
  }
}
