package net.vimmerse.workflow.contract.coverage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * A keyword of a schema, and the property that it constrains.
 *
 * @param property the path of the property, {@code *} for any item of an array or map; empty for
 *     the whole value
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

  /** Returns every keyword of a schema, recursively, in the document's order. */
  static Set<SchemaKeyword> of(SchemaNode schema) {
    Set<SchemaKeyword> found = new LinkedHashSet<>();
    collect("", schema, found, List.of());
    return found;
  }

  /** Returns the keywords of one schema that constrain its value. */
  static List<String> ofValue(SchemaNode schema) {
    return OF_VALUES.stream().filter(it -> schema.keyword(it).isPresent()).toList();
  }

  /** Returns true if an object schema allows its own properties only. */
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
      return; // A recursive schema has no end.
    }
    List<String> here = new ArrayList<>(above);
    here.add(pointer);
    ofValue(schema).forEach(it -> found.add(new SchemaKeyword(path, it)));
    if (isClosed(schema)) {
      found.add(new SchemaKeyword(path, "additionalProperties"));
    }
    ObjectSchema objectSchema = ObjectSchema.of(schema);
    for (Map.Entry<String, SchemaNode> property : objectSchema.properties().entrySet()) {
      String below = below(path, property.getKey());
      if (objectSchema.required().contains(property.getKey())) {
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
