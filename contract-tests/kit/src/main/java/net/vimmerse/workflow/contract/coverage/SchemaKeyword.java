package net.vimmerse.workflow.contract.coverage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * A keyword of a schema, and the member that it is about.
 *
 * @param property the path of the member, {@code *} for any item of an array or map; empty for the
 *     whole
 * @param keyword the keyword
 */
record SchemaKeyword(String property, String keyword) {
  private static final List<String> OF_VALUES =
      List.of(
          "type",
          "enum",
          "pattern",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minProperties",
          "maxProperties",
          "anyOf");

  /** Every keyword of a schema and of what is below it, in the document's order. */
  static Set<SchemaKeyword> of(SchemaNode schema) {
    Set<SchemaKeyword> found = new LinkedHashSet<>();
    collect("", schema, found, List.of());
    return found;
  }

  /** The keywords of one schema that say something of its value. */
  static List<String> ofValue(SchemaNode schema) {
    return OF_VALUES.stream().filter(it -> schema.keyword(it).isPresent()).toList();
  }

  /** Whether an object schema allows its own members only. */
  static boolean isClosed(SchemaNode schema) {
    return schema
        .keyword("additionalProperties")
        .filter(it -> it.isBoolean() && !it.asBoolean())
        .isPresent();
  }

  private static void collect(
      String path, SchemaNode schema, Set<SchemaKeyword> found, List<String> above) {
    String pointer = schema.pointer().toString();
    if (!schema.exists() || above.contains(pointer)) {
      return; // A schema within itself has no end.
    }
    List<String> here = new ArrayList<>(above);
    here.add(pointer);
    ofValue(schema).forEach(it -> found.add(new SchemaKeyword(path, it)));
    if (isClosed(schema)) {
      found.add(new SchemaKeyword(path, "additionalProperties"));
    }
    ObjectSchema shape = ObjectSchema.of(schema);
    for (Map.Entry<String, SchemaNode> property : shape.properties().entrySet()) {
      String below = below(path, property.getKey());
      if (shape.required().contains(property.getKey())) {
        found.add(new SchemaKeyword(below, "required"));
      }
      collect(below, property.getValue(), found, here);
    }
    collect(below(path, "*"), schema.child("items"), found, here);
    SchemaNode others = schema.child("additionalProperties");
    if (others.value().isObject()) {
      collect(below(path, "*"), others, found, here);
    }
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
