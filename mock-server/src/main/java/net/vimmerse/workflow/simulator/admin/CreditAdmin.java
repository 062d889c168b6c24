package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.credits.CreditLedger;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.snapshot.StateJson;

/** Handles the credit operations. */
final class CreditAdmin {

  Map<String, AdminHandler> handlers() {
    return Map.of("getCredits", this::show, "updateCredits", this::change);
  }

  private JsonNode show(AdminCall call) {
    Namespace namespace = call.requireNamespace();
    Instant now = namespace.clock().instant();
    ObjectNode json = JsonObjects.object();
    json.put("balance", namespace.credits().balance(now));
    ArrayNode entries = json.putArray("entries");
    List<CreditLedger.Entry> all = namespace.credits().entries(now);
    int limit = call.number("limit", all.size());
    all.stream().skip(Math.max(0, all.size() - limit)).map(StateJson::toTree).forEach(entries::add);
    return json;
  }

  private JsonNode change(AdminCall call) {
    Namespace namespace = call.requireNamespace();
    JsonNode balance = call.body().path("balance");
    if (!balance.isMissingNode()) {
      namespace.credits().setBalance(balance.isNull() ? null : balance.asLong());
    }
    if (call.body().has("deposit")) {
      namespace
          .credits()
          .deposit(call.body().get("deposit").asLong(), "deposit", namespace.clock().instant());
    }
    return show(call);
  }
}
