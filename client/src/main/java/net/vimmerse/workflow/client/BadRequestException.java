package net.vimmerse.workflow.client;

/** Status 400: the request makes no sense as it is. */
public final class BadRequestException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  BadRequestException(Answer answer) {
    super(answer);
  }
}
