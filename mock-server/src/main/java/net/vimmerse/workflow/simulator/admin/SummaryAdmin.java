package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.EntityTag;
import net.vimmerse.workflow.simulator.http.RefusedPreflights;
import net.vimmerse.workflow.simulator.http.Responses;
import net.vimmerse.workflow.simulator.namespace.FaultRule;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.namespace.Rules;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;

/**
 * Summarises a namespace so that a client sees by one small request whether anything has changed,
 * and what.
 */
final class SummaryAdmin {

  static final String OPERATION = "getSummary";

  private static final int MAX_FAULTS = 10;

  private final Namespaces namespaces;
  private final RefusedPreflights preflights;
  private final int highestPrice;

  SummaryAdmin(Namespaces namespaces, RefusedPreflights preflights, WorkflowApiDocument api) {
    this.namespaces = namespaces;
    this.preflights = preflights;
    this.highestPrice =
        api.templates().stream()
            .flatMap(template -> template.modes().values().stream())
            .mapToInt(mode -> mode.credits())
            .max()
            .orElse(0);
  }

  /** Returns the summary; 304 if the client has it. */
  ApiResponse respond(Optional<Namespace> namespace, ApiRequest request, Responses responses) {
    ObjectNode json =
        JsonObjects.object()
            .put("namespaces", namespaces.size())
            .put("refused_preflights", preflights.count());
    namespace.ifPresent(one -> describe(one, json));
    // The time passes without a change; the states of the clocks say how.
    String state =
        json
            + namespace.map(one -> one.clock().state().toString()).orElse("")
            + namespaces.clock().state();
    String entityTag = "W/" + EntityTag.of(state.getBytes(StandardCharsets.UTF_8), "");
    Map<String, String> headers = Map.of("ETag", entityTag, "Cache-Control", "no-cache");
    if (EntityTag.matches(entityTag, request.header("If-None-Match"))) {
      return new ApiResponse(304, headers, new byte[0]);
    }
    json.set("clock", new ClockAdmin(namespaces.clock()).json(namespace));
    return responses.data(json).withHeaders(headers);
  }

  private void describe(Namespace namespace, ObjectNode json) {
    Instant now = namespace.clock().instant();
    json.put("namespace", namespace.id().name());
    json.putObject("workflows")
        .put("count", namespace.workflowCount())
        .put("revision", String.valueOf(namespace.workflowRevision()));
    json.putObject("requests")
        .put("count", namespace.requests().count(null, null))
        .put("revision", namespace.requests().revision());
    json.putObject("webhooks").put("revision", String.valueOf(namespace.webhookRevision()));
    json.putObject("credits")
        .put("balance", namespace.credits().balance(now))
        .put("highest_price", highestPrice)
        .put("revision", String.valueOf(namespace.credits().lastNumber(now)));
    rules(namespace.rules(), now, json);
    namespace
        .rateLimit()
        .ifPresent(
            limit ->
                json.putObject("rate_limit")
                    .put("requests", limit.requests())
                    .put("per", limit.per().toString()));
  }

  private static void rules(Rules rules, Instant now, ObjectNode json) {
    List<FaultRule> faults = rules.faults();
    List<FaultRule> active = faults.stream().filter(rule -> rules.isActive(rule, now)).toList();
    ArrayNode outcomes = JsonObjects.object().arrayNode();
    rules.outcomes().forEach(rule -> outcomes.add(RuleAdmin.json(rule, rules)));
    ArrayNode all = JsonObjects.object().arrayNode();
    faults.forEach(rule -> all.add(RuleAdmin.json(rule, rules)));
    json.putObject("outcomes").put("count", outcomes.size()).put("revision", revision(outcomes));
    ArrayNode first =
        json.putObject("faults")
            .put("active", active.size())
            .put("revision", revision(all))
            .putArray("first");
    active.stream().limit(MAX_FAULTS).forEach(rule -> first.add(RuleAdmin.json(rule, rules)));
  }

  private static String revision(ArrayNode rules) {
    return EntityTag.of(rules.toString().getBytes(StandardCharsets.UTF_8), "").replace("\"", "");
  }
}
