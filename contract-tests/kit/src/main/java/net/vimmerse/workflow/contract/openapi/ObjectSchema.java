package net.vimmerse.workflow.contract.openapi;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The properties of an object schema, merged over the parts of its {@code allOf}.
 *
 * @param properties the schema of each named property, in the document's order
 * @param required the required properties
 */
public record ObjectSchema(Map<String, SchemaNode> properties, Set<String> required) {

  /** Returns the object schema at a node; empty when it is no object schema. */
  public static ObjectSchema of(SchemaNode schema) {
    Map<String, SchemaNode> properties = new LinkedHashMap<>();
    Set<String> required = new LinkedHashSet<>();
    collect(schema, properties, required);
    return new ObjectSchema(properties, required);
  }

  private static void collect(
      SchemaNode schema, Map<String, SchemaNode> properties, Set<String> required) {
    schema.child("allOf").items().forEach(part -> collect(part, properties, required));
    properties.putAll(schema.child("properties").children());
    schema.value().path("required").forEach(name -> required.add(name.asText()));
  }
}
