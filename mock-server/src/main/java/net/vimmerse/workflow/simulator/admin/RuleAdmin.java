package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import net.vimmerse.workflow.simulator.api.MagicKey;
import net.vimmerse.workflow.simulator.api.Outcomes;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.simulation.Directive;
import net.vimmerse.workflow.simulator.simulation.Script;
import net.vimmerse.workflow.simulator.world.FaultEffect;
import net.vimmerse.workflow.simulator.world.FaultEffect.Breakage;
import net.vimmerse.workflow.simulator.world.FaultRule;
import net.vimmerse.workflow.simulator.world.OutcomeRule;
import net.vimmerse.workflow.simulator.world.Rules;
import org.jspecify.annotations.Nullable;

/** Shows and changes what is asked of new workflows, and what befalls requests. */
final class RuleAdmin {

  private final ApiDocument api;

  RuleAdmin(ApiDocument api) {
    this.api = api;
  }

  Map<String, AdminHandler> handlers() {
    return Map.of(
        "listOutcomes", this::outcomes,
        "addOutcome", this::addOutcome,
        "clearOutcomes", call -> none(call.namedWorld().rules()::clearOutcomes),
        "listFaults", this::faults,
        "addFault", this::addFault,
        "clearFaults", call -> none(call.namedWorld().rules()::clearFaults),
        "removeRule", this::remove);
  }

  private JsonNode outcomes(AdminCall call) {
    Rules rules = call.namedWorld().rules();
    ObjectNode json =
        Json.object().put("header", Outcomes.HEADER).put("event_id_prefix", Outcomes.PREFIX);
    ArrayNode table = json.putArray("table");
    for (Directive directive : Directive.values()) {
      table.addObject().put("form", directive.form()).put("meaning", directive.meaning());
    }
    ArrayNode keys = json.putArray("keys");
    for (MagicKey key : MagicKey.values()) {
      keys.addObject().put("key", key.toString()).put("status", key.status());
    }
    ArrayNode list = json.putArray("rules");
    rules.outcomes().forEach(rule -> list.add(json(rule, rules)));
    return json;
  }

  private JsonNode addOutcome(AdminCall call) {
    ObjectNode body = call.body();
    Rules rules = call.namedWorld().rules();
    checkTemplate(body);
    Script script = checked("outcome", () -> Script.parse(body.get("outcome").asText()));
    OutcomeRule rule =
        checked(
            "outcome",
            () ->
                rules.addOutcome(
                    id ->
                        new OutcomeRule(
                            id,
                            text(body, "template"),
                            text(body, "event"),
                            integer(body, "every"),
                            number(body, "probability"),
                            script)));
    return json(rule, rules);
  }

  private JsonNode faults(AdminCall call) {
    Rules rules = call.namedWorld().rules();
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("rules");
    rules.faults().forEach(rule -> list.add(json(rule, rules)));
    return json;
  }

  private JsonNode addFault(AdminCall call) {
    ObjectNode body = call.body();
    Rules rules = call.namedWorld().rules();
    checkTemplate(body);
    String operation = text(body, "operation");
    if (operation != null) {
      checked("operation", () -> api.openApi().operation(operation));
    }
    String breakage = text(body, "breakage");
    FaultEffect effect =
        new FaultEffect(
            integer(body, "status"),
            text(body, "body"),
            integer(body, "retry_after"),
            duration(body, "delay"),
            duration(body, "jitter"),
            breakage == null ? null : Breakage.valueOf(breakage.toUpperCase(Locale.ROOT)));
    if (effect.status() == null && effect.delay() == null && effect.breakage() == null) {
      throw new BadRequestException(
          "body", "status", "A fault needs an effect: a status, a delay or a breakage");
    }
    FaultRule rule =
        checked(
            "operation",
            () ->
                rules.addFault(
                    id ->
                        new FaultRule(
                            id,
                            operation,
                            text(body, "template"),
                            number(body, "probability"),
                            integer(body, "count"),
                            body.has("until")
                                ? ClockAdmin.instant("until", body.get("until").asText())
                                : null,
                            effect)));
    return json(rule, rules);
  }

  private JsonNode remove(AdminCall call) {
    if (!call.namedWorld().rules().remove(call.path().getOrDefault("rule_id", ""))) {
      throw new NothingThereException();
    }
    return MissingNode.getInstance();
  }

  private void checkTemplate(ObjectNode body) {
    String template = text(body, "template");
    if (template != null && api.template(template).isEmpty()) {
      throw new BadRequestException("body", "template", "There is no template " + template);
    }
  }

  private static ObjectNode json(OutcomeRule rule, Rules rules) {
    ObjectNode json = Json.object().put("id", rule.id());
    Json.put(json, "template", rule.template());
    Json.put(json, "event", rule.event());
    Json.put(json, "every", rule.every());
    Json.put(json, "probability", rule.probability());
    return json.put("outcome", rule.outcome().toString()).put("hits", rules.hits(rule.id()));
  }

  private static ObjectNode json(FaultRule rule, Rules rules) {
    ObjectNode json = Json.object().put("id", rule.id()).put("hits", rules.hits(rule.id()));
    Json.put(json, "operation", rule.operation());
    Json.put(json, "template", rule.template());
    Json.put(json, "probability", rule.probability());
    Json.put(json, "count", rule.count());
    Json.put(json, "until", rule.until());
    FaultEffect effect = rule.effect();
    Json.put(json, "status", effect.status());
    Json.put(json, "body", effect.body());
    Json.put(json, "retry_after", effect.retryAfter());
    Json.put(json, "delay", effect.delay());
    Json.put(json, "jitter", effect.jitter());
    Json.put(json, "breakage", effect.breakage());
    return json;
  }

  private static JsonNode none(Runnable action) {
    action.run();
    return MissingNode.getInstance();
  }

  private static @Nullable String text(ObjectNode body, String field) {
    return body.has(field) ? body.get(field).asText() : null;
  }

  private static @Nullable Integer integer(ObjectNode body, String field) {
    return body.has(field) ? body.get(field).asInt() : null;
  }

  private static @Nullable Double number(ObjectNode body, String field) {
    return body.has(field) ? body.get(field).asDouble() : null;
  }

  private static @Nullable Duration duration(ObjectNode body, String field) {
    return body.has(field) ? checked(field, () -> Script.duration(body.get(field).asText())) : null;
  }

  private static <T> T checked(String field, java.util.function.Supplier<T> action) {
    try {
      return action.get();
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("body", field, String.valueOf(e.getMessage()));
    }
  }
}
