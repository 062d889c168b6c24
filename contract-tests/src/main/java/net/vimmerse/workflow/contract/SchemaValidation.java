package net.vimmerse.workflow.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Holds values against the schemas of one document. Thread-safe. */
final class SchemaValidation {
  private static final String IRI = "https://document.invalid/openapi.json";

  private final SchemaRegistry registry;
  private final Map<JsonPointer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<JsonPointer, Branches> branches = new ConcurrentHashMap<>();

  SchemaValidation(JsonNode tree) {
    JsonNode asserting = tree.deepCopy();
    dropDiscriminators(asserting);
    registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi30(), it -> it.schemas(Map.of(IRI, asserting.toString())));
  }

  /**
   * A discriminator is a hint for programs that choose a type. It asserts nothing, yet validators
   * let it replace the {@code oneOf} beside it.
   */
  private static void dropDiscriminators(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("discriminator").has("propertyName")) {
      object.remove("discriminator");
    }
    node.forEach(SchemaValidation::dropDiscriminators);
  }

  List<Violation> validate(Place schema, JsonNode value) {
    if (!schema.exists()) {
      return List.of(); // Content without a schema may be anything.
    }
    Place root = schema;
    if (schema.value().has("oneOf") && schema.child("discriminator").exists()) {
      Branches choice = branches.computeIfAbsent(schema.pointer(), pointer -> Branches.of(schema));
      List<Violation> refusal = choice.refuse(value);
      if (!refusal.isEmpty()) {
        return refusal;
      }
      root = choice.choose(value);
    }
    return compiled(root).validate(value).stream().map(SchemaValidation::violation).toList();
  }

  private Schema compiled(Place schema) {
    return schemas.computeIfAbsent(
        schema.pointer(),
        pointer -> registry.getSchema(SchemaLocation.of(IRI + fragment(pointer))));
  }

  private static String fragment(JsonPointer pointer) {
    try {
      return "#" + new URI(null, null, null, pointer.toString()).getRawFragment();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("No fragment for " + pointer, e);
    }
  }

  private static Violation violation(Error error) {
    JsonPointer at = JsonPointer.compile(Objects.toString(error.getInstanceLocation(), ""));
    if (error.getProperty() != null) {
      at = at.appendProperty(error.getProperty());
    }
    return new Violation(at, error.getKeyword(), error.getMessage());
  }
}
