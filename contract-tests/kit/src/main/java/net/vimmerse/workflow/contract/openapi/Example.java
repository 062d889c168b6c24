package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An example or default value in the document.
 *
 * @param node the location of the value
 * @param schema the schema that it must fit
 * @param value the value
 */
public record Example(SchemaNode node, SchemaNode schema, JsonNode value) {
  @Override
  public String toString() {
    return node.toString();
  }
}
