package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an operation with a request body does. Thread-safe. */
@FunctionalInterface
interface BodyHandler {

  /**
   * Answers a request.
   *
   * @param sent the body; it is a JSON object, and not more is known of it
   */
  ApiResponse handle(Call call, ObjectNode sent);
}
