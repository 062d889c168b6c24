package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks a document for its examples. Only nodes that hold schemas or content are visited, so a
 * property named {@code example} is not mistaken for one.
 */
public final class ExampleCollector {
  private static final List<String> LISTS_OF_SCHEMAS = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> SCHEMAS = List.of("items", "not", "additionalProperties");
  private static final List<String> VALUES = List.of("example", "default");

  private final Map<JsonPointer, Example> found = new LinkedHashMap<>();

  private ExampleCollector() {}

  static List<Example> of(Document document) {
    ExampleCollector examples = new ExampleCollector();
    document.operations().forEach(examples::operation);
    SchemaNode components = document.root().child("components");
    components.child("parameters").children().values().forEach(examples::holder);
    components.child("headers").children().values().forEach(examples::holder);
    components.child("requestBodies").children().values().forEach(examples::contents);
    components.child("responses").children().values().forEach(examples::response);
    components.child("schemas").children().values().forEach(examples::schema);
    return List.copyOf(examples.found.values());
  }

  /** Returns the examples of one media type, parameter or header. */
  public static List<Example> shownBy(SchemaNode holder) {
    ExampleCollector examples = new ExampleCollector();
    SchemaNode schema = holder.child("schema");
    examples.value(holder.child("example"), schema);
    holder
        .child("examples")
        .children()
        .values()
        .forEach(it -> examples.value(it.child("value"), schema));
    return List.copyOf(examples.found.values());
  }

  private void operation(Operation operation) {
    operation.pathItem().child("parameters").items().forEach(this::holder);
    operation.node().child("parameters").items().forEach(this::holder);
    contents(operation.node().child("requestBody"));
    operation.node().child("responses").children().values().forEach(this::response);
    for (SchemaNode callback : operation.node().child("callbacks").children().values()) {
      callback
          .children()
          .forEach(
              (url, item) -> Document.operationsOf(url, item).values().forEach(this::operation));
    }
  }

  private void response(SchemaNode response) {
    response.child("headers").children().values().forEach(this::holder);
    contents(response);
  }

  private void contents(SchemaNode body) {
    body.child("content").children().values().forEach(this::holder);
  }

  private void holder(SchemaNode holder) {
    shownBy(holder).forEach(example -> found.putIfAbsent(example.node().pointer(), example));
    schema(holder.child("schema"));
  }

  private void schema(SchemaNode schema) {
    VALUES.forEach(keyword -> value(schema.child(keyword), schema));
    schema.child("properties").children().values().forEach(this::schemaBelow);
    LISTS_OF_SCHEMAS.forEach(it -> schema.child(it).items().forEach(this::schemaBelow));
    SCHEMAS.forEach(it -> schemaBelow(schema.child(it)));
  }

  /**
   * Visits an inline schema. Component schemas are visited once, as components, which also ends
   * cycles.
   */
  private void schemaBelow(SchemaNode schema) {
    if (schema.value().isObject()
        && !schema.pointer().toString().matches("/components/schemas/[^/]+")) {
      schema(schema);
    }
  }

  private void value(SchemaNode value, SchemaNode schema) {
    if (value.exists()) {
      found.putIfAbsent(value.pointer(), new Example(value, schema, value.value()));
    }
  }
}
