package net.vimmerse.workflow.simulator.api;

import java.util.Map;
import net.vimmerse.workflow.simulator.contract.Operation;
import net.vimmerse.workflow.simulator.world.World;

/**
 * A request that found its operation and has a key.
 *
 * @param world the caller's
 * @param path the values of the path's parameters
 */
record Call(Operation operation, World world, Map<String, String> path, ApiRequest request) {

  /** The value of a parameter that the path of every operation on one workflow has. */
  String workflowId() {
    return path.getOrDefault("workflow_id", "");
  }
}
