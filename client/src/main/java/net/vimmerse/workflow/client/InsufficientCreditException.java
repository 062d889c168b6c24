package net.vimmerse.workflow.client;

/** Status 402: the account has too few credits. Nothing was created. */
public final class InsufficientCreditException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  InsufficientCreditException(Answer answer) {
    super(answer);
  }
}
