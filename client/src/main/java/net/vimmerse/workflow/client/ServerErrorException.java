package net.vimmerse.workflow.client;

/** Thrown for status 500 and above: the service failed. The request may have taken effect. */
public final class ServerErrorException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  ServerErrorException(BufferedResponse response) {
    super(response);
  }
}
