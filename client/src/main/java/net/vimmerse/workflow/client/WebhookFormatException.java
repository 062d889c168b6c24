package net.vimmerse.workflow.client;

import org.jspecify.annotations.Nullable;

/** A call-back that cannot be read. Answer it with status 400. */
public final class WebhookFormatException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  WebhookFormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
