package net.vimmerse.workflow.client;

/** Status 404: there is no such workflow or template, or it belongs to another key. */
public final class NotFoundException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  NotFoundException(Answer answer) {
    super(answer);
  }
}
