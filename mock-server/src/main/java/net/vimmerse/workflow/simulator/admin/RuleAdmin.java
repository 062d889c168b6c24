package net.vimmerse.workflow.simulator.admin;

import static net.vimmerse.workflow.simulator.admin.BadRequestException.checked;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.api.MagicKey;
import net.vimmerse.workflow.simulator.api.OutcomePlanner;
import net.vimmerse.workflow.simulator.namespace.FaultRule;
import net.vimmerse.workflow.simulator.namespace.OutcomeRule;
import net.vimmerse.workflow.simulator.namespace.Rules;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.simulation.Directive;
import net.vimmerse.workflow.simulator.snapshot.StateJson;

/** Handles the operations on outcome rules and fault rules. */
final class RuleAdmin {

  private final RuleReader reader;

  RuleAdmin(WorkflowApiDocument api) {
    this.reader = new RuleReader(api);
  }

  Map<String, AdminHandler> handlers() {
    return Map.of(
        "listOutcomes", this::outcomes,
        "addOutcome", this::addOutcome,
        "clearOutcomes", call -> none(call.requireNamespace().rules()::clearOutcomes),
        "listFaults", this::faults,
        "addFault", this::addFault,
        "clearFaults", call -> none(call.requireNamespace().rules()::clearFaults),
        "removeRule", this::remove);
  }

  private JsonNode outcomes(AdminCall call) {
    Rules rules = call.requireNamespace().rules();
    ObjectNode json =
        JsonObjects.object()
            .put("header", OutcomePlanner.HEADER)
            .put("event_id_prefix", OutcomePlanner.PREFIX);
    ArrayNode directives = json.putArray("directives");
    for (Directive directive : Directive.values()) {
      directives
          .addObject()
          .put("syntax", directive.syntax())
          .put("description", directive.description());
    }
    ArrayNode keys = json.putArray("api_keys");
    for (MagicKey key : MagicKey.values()) {
      keys.addObject().put("key", key.toString()).put("status", key.status());
    }
    ArrayNode list = json.putArray("rules");
    rules.outcomes().forEach(rule -> list.add(json(rule, rules)));
    return json;
  }

  private JsonNode addOutcome(AdminCall call) {
    Rules rules = call.requireNamespace().rules();
    Function<String, OutcomeRule> rule = reader.outcome(call.body());
    return json(checked("outcome", () -> rules.addOutcome(rule)), rules);
  }

  private JsonNode faults(AdminCall call) {
    Rules rules = call.requireNamespace().rules();
    ObjectNode json = JsonObjects.object();
    ArrayNode list = json.putArray("rules");
    rules.faults().forEach(rule -> list.add(json(rule, rules)));
    return json;
  }

  private JsonNode addFault(AdminCall call) {
    Rules rules = call.requireNamespace().rules();
    Function<String, FaultRule> rule = reader.fault(call.body());
    return json(checked("operation", () -> rules.addFault(rule)), rules);
  }

  private JsonNode remove(AdminCall call) {
    if (!call.requireNamespace().rules().remove(call.path().getOrDefault("rule_id", ""))) {
      throw new NotFoundException();
    }
    return MissingNode.getInstance();
  }

  static ObjectNode json(OutcomeRule rule, Rules rules) {
    return StateJson.toTree(rule).put("hits", rules.hits(rule.id()));
  }

  static ObjectNode json(FaultRule rule, Rules rules) {
    ObjectNode json = StateJson.toTree(rule).put("hits", rules.hits(rule.id()));
    json.remove("effect");
    json.setAll(StateJson.toTree(rule.effect()));
    if (rule.effect().fault() != null) {
      json.put("fault", rule.effect().fault().toString());
    }
    return json;
  }

  private static JsonNode none(Runnable action) {
    action.run();
    return MissingNode.getInstance();
  }
}
