package net.vimmerse.workflow.client;

/** Thrown for status 401: the API key is missing or invalid. */
public final class UnauthorizedException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  UnauthorizedException(BufferedResponse response) {
    super(response);
  }
}
