package net.vimmerse.workflow.simulator.wiremock;

import java.io.IOException;
import net.vimmerse.workflow.simulator.http.ApiResponse;

/** Thrown when the body of a request violates HTTP or ends too early, or was given up. */
final class UnreadableBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient ApiResponse response;

  UnreadableBodyException(ApiResponse response) {
    this.response = response;
  }

  /** Returns the response to the request. */
  ApiResponse response() {
    return response;
  }
}
