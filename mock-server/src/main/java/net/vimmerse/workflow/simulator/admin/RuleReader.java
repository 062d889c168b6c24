package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.simulation.Script;
import net.vimmerse.workflow.simulator.world.FaultEffect;
import net.vimmerse.workflow.simulator.world.FaultEffect.Breakage;
import net.vimmerse.workflow.simulator.world.FaultRule;
import net.vimmerse.workflow.simulator.world.OutcomeRule;
import org.jspecify.annotations.Nullable;

/**
 * Makes rules of JSON objects that fit the document; each still lacks the id that its world gives.
 */
final class RuleReader {

  private final ApiDocument api;

  RuleReader(ApiDocument api) {
    this.api = api;
  }

  /**
   * Reads a rule for new workflows.
   *
   * @throws BadRequestException if it names what there is not
   */
  Function<String, OutcomeRule> outcome(ObjectNode body) {
    checkTemplate(body);
    Script script = checked("outcome", () -> Script.parse(body.get("outcome").asText()));
    return id ->
        new OutcomeRule(
            id,
            text(body, "template"),
            text(body, "event"),
            integer(body, "every"),
            number(body, "probability"),
            script);
  }

  /**
   * Reads a rule for requests.
   *
   * @throws BadRequestException if it names what there is not, or has no effect
   */
  Function<String, FaultRule> fault(ObjectNode body) {
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
      throw new BadRequestException("body", "template", "There is no template " + template);
    }
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

  static <T> T checked(String field, Supplier<T> action) {
    try {
      return action.get();
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("body", field, String.valueOf(e.getMessage()));
    }
  }
}
