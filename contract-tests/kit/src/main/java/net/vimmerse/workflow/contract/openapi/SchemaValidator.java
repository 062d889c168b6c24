package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
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

/** Validates values against the schemas of one document. Thread-safe. */
final class SchemaValidator {
  private static final String IRI = "https://document.invalid/openapi.json";

  private final SchemaRegistry registry;
  private final Map<JsonPointer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<JsonPointer, Discriminator> branches = new ConcurrentHashMap<>();

  SchemaValidator(JsonNode tree) {
    registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi30(), it -> it.schemas(Map.of(IRI, tree.toString())));
  }

  List<SchemaError> validate(SchemaNode schema, JsonNode value) {
    if (!schema.exists()) {
      return List.of(); // Content without a schema may be anything.
    }
    SchemaNode root = schema;
    if (Document.hasBranches(schema)) {
      Discriminator choice =
          branches.computeIfAbsent(schema.pointer(), pointer -> Discriminator.of(schema));
      List<SchemaError> rejection = choice.reject(value);
      if (!rejection.isEmpty()) {
        return rejection;
      }
      root = choice.choose(value);
    }
    return compiled(root).validate(value).stream().map(SchemaValidator::schemaError).toList();
  }

  private Schema compiled(SchemaNode schema) {
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

  private static SchemaError schemaError(Error error) {
    JsonPointer at = JsonPointer.compile(Objects.toString(error.getInstanceLocation(), ""));
    if (error.getProperty() != null) {
      at = at.appendProperty(error.getProperty());
    }
    return new SchemaError(at, error.getKeyword(), error.getMessage());
  }
}
