package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A value in a body, and its documented schema.
 *
 * @param path the property names that lead to it, with {@code *} for any item of an array: {@code
 *     data.completions.*.flow}; empty for the body itself
 * @param schema its schema; a missing node for an undocumented property
 * @param value the value
 */
public record BodyProperty(String path, SchemaNode schema, JsonNode value) {
  private static final String ANY_ITEM = "*";

  /**
   * Returns every value in a body, the body first. The content of undocumented and unconstrained
   * properties is not listed.
   */
  public static List<BodyProperty> of(SchemaNode schema, JsonNode body) {
    List<BodyProperty> properties = new ArrayList<>();
    collect("", schema, body, properties);
    return List.copyOf(properties);
  }

  private static void collect(
      String path, SchemaNode schema, JsonNode value, List<BodyProperty> found) {
    found.add(new BodyProperty(path, schema, value));
    if (value.isObject()) {
      Map<String, SchemaNode> properties = ObjectSchema.of(schema).properties();
      SchemaNode others = schema.child("additionalProperties");
      value
          .properties()
          .forEach(
              field -> {
                SchemaNode property = properties.get(field.getKey());
                if (property != null) {
                  collect(below(path, field.getKey()), property, field.getValue(), found);
                } else if (others.value().isObject()) {
                  collect(below(path, ANY_ITEM), others, field.getValue(), found);
                } else if (!others.value().asBoolean() && !properties.isEmpty()) {
                  SchemaNode unknown = schema.child("properties").child(field.getKey());
                  found.add(
                      new BodyProperty(below(path, field.getKey()), unknown, field.getValue()));
                }
              });
    } else if (value.isArray() && schema.child("items").exists()) {
      value.forEach(item -> collect(below(path, ANY_ITEM), schema.child("items"), item, found));
    }
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Returns true if the document has this property. */
  public boolean documented() {
    return schema.exists();
  }

  /**
   * Returns true if the document lists known values, as {@code x-extensible-enum}, and this is not
   * one of them.
   */
  public boolean unlisted() {
    return schema
        .keyword("x-extensible-enum")
        .filter(values -> values.valueStream().noneMatch(value::equals))
        .isPresent();
  }
}
