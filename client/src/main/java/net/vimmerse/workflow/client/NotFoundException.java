package net.vimmerse.workflow.client;

/**
 * Thrown for status 404: the workflow or template does not exist, or belongs to another API key.
 */
public final class NotFoundException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  NotFoundException(BufferedResponse response) {
    super(response);
  }
}
