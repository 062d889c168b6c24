package net.vimmerse.workflow.simulator.admin;

import static net.vimmerse.workflow.simulator.admin.BadRequestException.checked;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
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

  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
  private static final Set<String> OF_SERVER =
      Set.of("content-length", "transfer-encoding", "connection");

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
   * @throws BadRequestException if it refers to something unknown
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
            headers(body),
            duration(body, "delay"),
            duration(body, "jitter"),
            fault == null ? null : Fault.valueOf(fault.toUpperCase(Locale.ROOT)));
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

  /** Returns the headers; the HTTP server sets those that describe the connection. */
  private static @Nullable Map<String, String> headers(ObjectNode body) {
    if (!body.has("headers")) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    body.get("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    headers.forEach(
        (name, value) -> {
          if (!HEADER_NAME.matcher(name).matches()
              || !HEADER_VALUE.matcher(value).matches()
              || OF_SERVER.contains(name.toLowerCase(Locale.ROOT))) {
            throw new BadRequestException(
                "body", "headers", "A fault rule cannot set the header " + name);
          }
        });
    return headers.isEmpty() ? null : headers;
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
