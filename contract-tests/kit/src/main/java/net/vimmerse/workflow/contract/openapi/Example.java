package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value that the document shows for a schema.
 *
 * @param place where the value stands
 * @param schema the schema that it must fit
 * @param value the value
 */
public record Example(SchemaNode place, SchemaNode schema, JsonNode value) {
  @Override
  public String toString() {
    return place.toString();
  }
}
