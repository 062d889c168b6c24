package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;

/** Handles an operation of the admin API. Thread-safe. */
@FunctionalInterface
interface AdminHandler {

  /**
   * Handles a call.
   *
   * @return the response body; a missing node for no content
   * @throws BadRequestException if the request is valid by the document, but makes no sense
   * @throws NotFoundException if something in the request does not exist
   * @throws ConflictException if the state does not permit the change
   */
  JsonNode handle(AdminCall call);
}
