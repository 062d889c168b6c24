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

/**
 * Validates requests against a document.
 *
 * <p>Thread-safe.
 */
public final class RequestValidator {

  private static final String DOCUMENT = "urn:workflow-api";

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final ConcurrentMap<String, Schema> schemas = new ConcurrentHashMap<>();

  /** Creates a validator for {@code document}. */
  public RequestValidator(OpenApiDocument document) {
    this.document = document.root();
    this.registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi30(),
            builder -> builder.schemas(Map.of(DOCUMENT, document.root().toString())));
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
    for (JsonNode parameter : operation.parameters()) {
      String in = parameter.path("in").asText();
      String name = parameter.path("name").asText();
      String text = (in.equals("path") ? path : query).get(name);
      if (text != null) {
        List<Object> loc = List.of(in, name);
        JsonNode schema = parameter.path("schema");
        violations(typed(text, schema), registry.getSchema(schema), loc)
            .forEach(
                it -> violations.add(ViolationMessages.ofParameter(it, TextNode.valueOf(text))));
      }
    }
    return violations;
  }

  /** Converts a parameter to the type of its schema; returns a string if that fails. */
  private static JsonNode typed(String text, JsonNode schema) {
    return switch (schema.path("type").asText()) {
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
        pointer, at -> registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + at)));
  }

  private List<Violation> violations(JsonNode value, Schema schema, List<Object> root) {
    Map<List<Object>, Violation> byLocation = new LinkedHashMap<>();
    for (Error error : schema.validate(value)) {
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
}
