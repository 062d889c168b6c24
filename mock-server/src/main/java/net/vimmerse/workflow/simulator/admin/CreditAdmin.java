package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import net.vimmerse.workflow.simulator.simulation.CreditLedger;
import net.vimmerse.workflow.simulator.world.World;

/** Shows and changes what a world has to spend. */
final class CreditAdmin {

  Map<String, AdminHandler> handlers() {
    return Map.of("getCredits", this::show, "changeCredits", this::change);
  }

  private JsonNode show(AdminCall call) {
    World world = call.namedWorld();
    Instant now = world.clock().instant();
    ObjectNode json = Json.object();
    json.put("balance", world.credits().balance(now));
    ArrayNode entries = json.putArray("entries");
    for (CreditLedger.Entry entry : world.credits().entries(now)) {
      ObjectNode one = entries.addObject().put("amount", entry.amount());
      Json.put(one, "workflow_id", entry.workflowId());
      one.put("reason", entry.reason()).put("at", entry.at().toString());
    }
    return json;
  }

  private JsonNode change(AdminCall call) {
    World world = call.namedWorld();
    JsonNode balance = call.body().path("balance");
    if (!balance.isMissingNode()) {
      world.credits().setBalance(balance.isNull() ? null : balance.asLong());
    }
    if (call.body().has("deposit")) {
      world
          .credits()
          .deposit(call.body().get("deposit").asLong(), "deposit", world.clock().instant());
    }
    return show(call);
  }
}
