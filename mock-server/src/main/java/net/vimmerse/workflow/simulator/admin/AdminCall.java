package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.world.World;

/**
 * A request that found its operation and fits the document.
 *
 * @param world the one that is meant; empty if none is named
 * @param path the values of the path's parameters
 * @param query the values of the query
 * @param body empty if there was none
 */
record AdminCall(
    Optional<World> world, Map<String, String> path, Map<String, String> query, ObjectNode body) {

  /**
   * The world that is meant.
   *
   * @throws BadRequestException if none is named
   */
  World namedWorld() {
    return world.orElseThrow(
        () ->
            new BadRequestException(
                "query", "namespace", "Name a world: send its X-Api-Key, or ?namespace=NAME"));
  }

  int number(String parameter, int byDefault) {
    return query.containsKey(parameter) ? Integer.parseInt(query.get(parameter)) : byDefault;
  }
}
