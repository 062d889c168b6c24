package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One option of a template.
 *
 * @param name its key in the request
 * @param schema the schema of its values
 * @param defaultValue the value in effect when it is not sent; empty when there is none
 * @param values the allowed values; empty when any value of its type is allowed
 */
public record TemplateOption(
    String name, SchemaNode schema, Optional<JsonNode> defaultValue, List<JsonNode> values) {

  /** Reads an option from its schema. */
  public static TemplateOption of(String name, SchemaNode schema) {
    List<JsonNode> values = new ArrayList<>();
    schema.keyword("enum").ifPresent(it -> it.forEach(values::add));
    return new TemplateOption(name, schema, schema.keyword("default"), List.copyOf(values));
  }
}
