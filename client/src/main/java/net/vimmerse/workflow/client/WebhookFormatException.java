package net.vimmerse.workflow.client;

import org.jspecify.annotations.Nullable;

/** Thrown if a webhook's body cannot be parsed. Respond to the webhook with status 400. */
public final class WebhookFormatException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; public for tests. */
  public WebhookFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
