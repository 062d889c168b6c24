package net.vimmerse.workflow.client;

/** Status 403: the API key is known but may not do this. */
public final class ForbiddenException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  ForbiddenException(Answer answer) {
    super(answer);
  }
}
