package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;

/** What one operation of the control API does. Thread-safe. */
@FunctionalInterface
interface AdminHandler {

  /**
   * Does it.
   *
   * @return what to answer with; a missing node for no content
   * @throws BadRequestException if something sent makes no sense
   * @throws NothingThereException if what is meant is not there
   */
  JsonNode handle(AdminCall call);
}
