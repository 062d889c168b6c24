package net.vimmerse.workflow.client;

/** Status 401: the API key is missing or not valid. */
public final class UnauthorizedException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  UnauthorizedException(Answer answer) {
    super(answer);
  }
}
