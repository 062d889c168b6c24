package net.vimmerse.workflow.client;

/** Thrown for status 400: the request is malformed or names nothing to do. */
public final class BadRequestException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  BadRequestException(BufferedResponse response) {
    super(response);
  }
}
