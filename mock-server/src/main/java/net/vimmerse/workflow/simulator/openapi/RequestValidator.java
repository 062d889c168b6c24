package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import net.vimmerse.workflow.simulator.thread.Lazy;

/**
 * Validates requests against a document.
 *
 * <p>Thread-safe.
 */
public final class RequestValidator {

  private static final String DOCUMENT = "urn:workflow-api";

  private final JsonNode document;
  private final Lazy<SchemaRegistry> registry;
  private final ConcurrentMap<String, Schema> schemas = new ConcurrentHashMap<>();

  /** By operationId. */
  private final ConcurrentMap<String, List<Parameter>> parameters = new ConcurrentHashMap<>();

  RequestValidator(JsonNode document) {
    this.document = document;
    this.registry =
        new Lazy<>(
            () ->
                SchemaRegistry.withDialect(
                    Dialects.getOpenApi30(),
                    builder -> builder.schemas(Map.of(DOCUMENT, document.toString()))));
  }

  /** Returns all violations of a schema component; empty if the body is valid. */
  public List<Violation> validateBody(JsonNode body, String schemaName) {
    return violations(body, schemaAt("/components/schemas/" + schemaName), List.of("body"));
  }

  /**
   * Returns all violations of the documented parameters; empty if they are valid.
   *
   * @param path decoded values, by name
   * @param query decoded values, by name; the last value of a repeated name
   */
  public List<Violation> validateParameters(
      Operation operation, Map<String, String> path, Map<String, String> query) {
    List<Violation> violations = new ArrayList<>();
    for (Parameter parameter : parameters.computeIfAbsent(operation.id(), id -> read(operation))) {
      String text = (parameter.in.equals("path") ? path : query).get(parameter.name);
      if (text != null) {
        violations(
                typed(text, parameter.type),
                parameter.schema.get(),
                List.of(parameter.in, parameter.name))
            .forEach(
                it -> violations.add(ViolationMessages.ofParameter(it, TextNode.valueOf(text))));
      }
    }
    return violations;
  }

  private List<Parameter> read(Operation operation) {
    return operation.parameters().stream()
        .map(
            parameter ->
                new Parameter(
                    parameter.path("in").asText(),
                    parameter.path("name").asText(),
                    parameter.path("schema").path("type").asText(),
                    new Lazy<>(() -> registry.get().getSchema(parameter.path("schema")))))
        .toList();
  }

  /** Converts a parameter to the type of its schema; returns a string if that fails. */
  private static JsonNode typed(String text, String type) {
    return switch (type) {
      case "boolean" ->
          QueryBoolean.parse(text)
              .<JsonNode>map(BooleanNode::valueOf)
              .orElseGet(() -> TextNode.valueOf(text));
      case "integer" ->
          text.matches("-?\\d{1,9}")
              ? IntNode.valueOf(Integer.parseInt(text))
              : TextNode.valueOf(text);
      default -> TextNode.valueOf(text);
    };
  }

  private Schema schemaAt(String pointer) {
    return schemas.computeIfAbsent(
        pointer, at -> registry.get().getSchema(SchemaLocation.of(DOCUMENT + "#" + at)));
  }

  private List<Violation> violations(JsonNode value, Schema schema, List<Object> root) {
    List<Error> errors = schema.validate(value);
    if (errors.isEmpty()) {
      return List.of();
    }
    Map<List<Object>, Violation> byLocation = new LinkedHashMap<>();
    List<Error> alternatives = errors.stream().filter(ViolationMessages::isAlternative).toList();
    if (!alternatives.isEmpty()) {
      Violation violation = ViolationMessages.ofAlternatives(alternatives, root, document);
      byLocation.put(violation.loc(), violation);
    }
    for (Error error : errors) {
      if (alternatives.contains(error)) {
        continue;
      }
      Violation violation = ViolationMessages.of(error, root, document);
      byLocation.merge(violation.loc(), violation, RequestValidator::first);
    }
    return List.copyOf(byLocation.values());
  }

  /**
   * Returns the violation that pydantic finds first: a wrong type also violates pattern and bounds,
   * and an enum of strings is violated by other types.
   */
  private static Violation first(Violation a, Violation b) {
    return b.type().equals("enum") || (b.type().endsWith("_type") && !a.type().equals("enum"))
        ? b
        : a;
  }

  private record Parameter(String in, String name, String type, Lazy<Schema> schema) {}
}
