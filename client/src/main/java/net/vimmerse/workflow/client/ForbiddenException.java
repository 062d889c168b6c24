package net.vimmerse.workflow.client;

/** Thrown for status 403: the API key is valid but not permitted to do this. */
public final class ForbiddenException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  ForbiddenException(BufferedResponse response) {
    super(response);
  }
}
