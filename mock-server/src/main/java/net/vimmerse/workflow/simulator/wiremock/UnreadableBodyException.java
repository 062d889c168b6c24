package net.vimmerse.workflow.simulator.wiremock;

import java.io.IOException;

/** Thrown when the body of a request violates HTTP or ends too early. */
final class UnreadableBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  UnreadableBodyException(Throwable cause) {
    super(cause);
  }
}
