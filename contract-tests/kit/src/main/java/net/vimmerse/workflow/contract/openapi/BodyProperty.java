package net.vimmerse.workflow.contract.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A value somewhere in a body, and what the document has for it.
 *
 * @param path the names that lead to it, with {@code *} for any item of an array: {@code
 *     data.completions.*.flow}; empty for the body itself
 * @param schema its schema; a missing place when the document does not know such a member
 * @param value the value
 */
public record BodyProperty(String path, SchemaNode schema, JsonNode value) {
  private static final String ANY_ITEM = "*";
  private static final List<String> CHOICES = List.of("anyOf", "oneOf");

  /**
   * Everything in a body, the body first. What is in a member that the document does not know, or
   * that it leaves open, is not listed.
   */
  public static List<BodyProperty> of(SchemaNode schema, JsonNode body) {
    List<BodyProperty> members = new ArrayList<>();
    collect("", schema, body, members);
    return List.copyOf(members);
  }

  private static void collect(
      String path, SchemaNode schema, JsonNode value, List<BodyProperty> members) {
    members.add(new BodyProperty(path, schema, value));
    if (value.isObject()) {
      Map<String, SchemaNode> properties = ObjectSchema.of(schema).properties();
      SchemaNode others = schema.child("additionalProperties");
      value
          .properties()
          .forEach(
              field -> {
                SchemaNode property = properties.get(field.getKey());
                if (property != null) {
                  collect(below(path, field.getKey()), property, field.getValue(), members);
                } else if (others.value().isObject()) {
                  collect(below(path, ANY_ITEM), others, field.getValue(), members);
                } else if (!others.value().asBoolean() && !properties.isEmpty()) {
                  SchemaNode unknown = schema.child("properties").child(field.getKey());
                  members.add(
                      new BodyProperty(below(path, field.getKey()), unknown, field.getValue()));
                }
              });
    } else if (value.isArray() && schema.child("items").exists()) {
      value.forEach(item -> collect(below(path, ANY_ITEM), schema.child("items"), item, members));
    }
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Whether the document knows such a member. */
  public boolean documented() {
    return schema.exists();
  }

  /**
   * Whether the value is one that the document has not listed although it lists some: the schema is
   * an open set, such as a choice between an {@code enum} and any text.
   */
  public boolean unlisted() {
    List<JsonNode> listed = new ArrayList<>();
    for (String keyword : CHOICES) {
      for (SchemaNode choice : schema.child(keyword).items()) {
        choice.keyword("enum").ifPresent(values -> values.forEach(listed::add));
      }
    }
    return !listed.isEmpty() && !listed.contains(value);
  }
}
