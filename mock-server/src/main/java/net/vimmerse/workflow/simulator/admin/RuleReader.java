package net.vimmerse.workflow.simulator.admin;

import static net.vimmerse.workflow.simulator.admin.BadRequestException.checked;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import net.vimmerse.workflow.simulator.clock.Durations;
import net.vimmerse.workflow.simulator.namespace.Fault;
import net.vimmerse.workflow.simulator.namespace.FaultEffect;
import net.vimmerse.workflow.simulator.namespace.FaultRule;
import net.vimmerse.workflow.simulator.namespace.OutcomeRule;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.simulation.OutcomeDirectives;
import org.jspecify.annotations.Nullable;

/** Reads rules from valid JSON objects. The caller assigns their ids. */
final class RuleReader {

  private final WorkflowApiDocument api;

  RuleReader(WorkflowApiDocument api) {
    this.api = api;
  }

  /**
   * Reads an outcome rule.
   *
   * @throws BadRequestException if it refers to something unknown
   */
  Function<String, OutcomeRule> outcome(ObjectNode body) {
    checkTemplate(body);
    OutcomeDirectives directives =
        checked("outcome", () -> OutcomeDirectives.parse(body.get("outcome").asText()));
    return id ->
        new OutcomeRule(
            id,
            text(body, "template"),
            text(body, "event"),
            integer(body, "every"),
            number(body, "probability"),
            directives);
  }

  /**
   * Reads a fault rule.
   *
   * @throws BadRequestException if it refers to something unknown, or has no effect
   */
  Function<String, FaultRule> fault(ObjectNode body) {
    checkTemplate(body);
    String operation = text(body, "operation");
    if (operation != null) {
      checked("operation", () -> api.openApi().operation(operation));
    }
    String fault = text(body, "fault");
    FaultEffect effect =
        new FaultEffect(
            integer(body, "status"),
            text(body, "body"),
            integer(body, "retry_after"),
            duration(body, "delay"),
            duration(body, "jitter"),
            fault == null ? null : Fault.valueOf(fault.toUpperCase(Locale.ROOT)));
    if (effect.status() == null && effect.delay() == null && effect.fault() == null) {
      throw new BadRequestException(
          "body", "status", "A fault rule needs a status, a delay or a fault");
    }
    Instant until =
        body.has("until") ? ClockAdmin.instant("until", body.get("until").asText()) : null;
    return id ->
        new FaultRule(
            id,
            operation,
            text(body, "template"),
            number(body, "probability"),
            integer(body, "count"),
            until,
            effect);
  }

  private void checkTemplate(ObjectNode body) {
    String template = text(body, "template");
    if (template != null && api.template(template).isEmpty()) {
      throw new BadRequestException("body", "template", "Unknown template " + template);
    }
  }

  private static @Nullable String text(ObjectNode body, String property) {
    return body.has(property) ? body.get(property).asText() : null;
  }

  private static @Nullable Integer integer(ObjectNode body, String property) {
    return body.has(property) ? body.get(property).asInt() : null;
  }

  private static @Nullable Double number(ObjectNode body, String property) {
    return body.has(property) ? body.get(property).asDouble() : null;
  }

  private static @Nullable Duration duration(ObjectNode body, String property) {
    return body.has(property)
        ? checked(property, () -> Durations.parse(body.get(property).asText()))
        : null;
  }
}
