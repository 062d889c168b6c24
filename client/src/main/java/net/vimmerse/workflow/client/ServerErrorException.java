package net.vimmerse.workflow.client;

/** Status 500 and above: the service failed. Whether anything happened is not known. */
public final class ServerErrorException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  ServerErrorException(Answer answer) {
    super(answer);
  }
}
