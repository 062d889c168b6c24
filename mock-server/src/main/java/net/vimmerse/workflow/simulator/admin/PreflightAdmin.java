package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import net.vimmerse.workflow.simulator.http.RefusedPreflights;
import net.vimmerse.workflow.simulator.snapshot.StateJson;

/** Handles the operations on refused preflights. */
final class PreflightAdmin {

  private final RefusedPreflights preflights;

  PreflightAdmin(RefusedPreflights preflights) {
    this.preflights = preflights;
  }

  Map<String, AdminHandler> handlers() {
    return Map.of("listRefusedPreflights", this::list, "clearRefusedPreflights", this::clear);
  }

  private JsonNode list(AdminCall call) {
    ObjectNode json = JsonObjects.object().put("count", preflights.count());
    ArrayNode list = json.putArray("preflights");
    preflights.latest().forEach(preflight -> list.add(StateJson.toTree(preflight)));
    return json;
  }

  private JsonNode clear(AdminCall call) {
    preflights.clear();
    return MissingNode.getInstance();
  }
}
