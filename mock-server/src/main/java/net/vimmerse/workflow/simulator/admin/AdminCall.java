package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.namespace.Namespace;

/**
 * A valid request for a documented operation.
 *
 * @param namespace the selected namespace; empty if the request selects none
 * @param path the path parameters, by name
 * @param query the query parameters, by name
 * @param body empty if there was none
 * @param origin the URL under which the client reached the simulator
 */
record AdminCall(
    Optional<Namespace> namespace,
    Map<String, String> path,
    Map<String, String> query,
    ObjectNode body,
    String origin) {

  /**
   * Returns the selected namespace.
   *
   * @throws BadRequestException if the request selects none
   */
  Namespace requireNamespace() {
    return namespace.orElseThrow(
        () ->
            new BadRequestException(
                "query",
                "namespace",
                "Select a namespace: send its X-Api-Key header, or ?namespace=NAME"));
  }

  int number(String parameter, int defaultValue) {
    return query.containsKey(parameter) ? Integer.parseInt(query.get(parameter)) : defaultValue;
  }
}
