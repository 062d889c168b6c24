package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.vimmerse.workflow.contract.openapi.Document;

/** Mutants of a schema: each changes one keyword. */
record SchemaEdits(DocumentMutantCollector edits) {
  static final String FOREIGN = "mutant";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonPointer SCHEMAS = JsonPointer.compile("/components/schemas");
  private static final List<String> ENUMS = List.of("enum", "x-extensible-enum");
  private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
  private static final Map<String, Integer> BOUNDS = new LinkedHashMap<>();
  private static final Map<String, String> OTHER_TYPE =
      Map.of(
          "string", "integer",
          "integer", "string",
          "number", "string",
          "boolean", "string",
          "array", "object",
          "object", "array");

  /** The bounds that can be added, by type. */
  private static final Map<String, Map<String, Integer>> NEW_BOUNDS =
      Map.of(
          "string", Map.of("minLength", 1, "maxLength", 1000),
          "array", Map.of("minItems", 1, "maxItems", 1),
          "integer", Map.of("minimum", 1, "maximum", 99));

  static {
    for (String lower : List.of("minLength", "minimum", "minItems", "minProperties")) {
      BOUNDS.put(lower, 1);
    }
    for (String upper : List.of("maxLength", "maximum", "maxItems", "maxProperties")) {
      BOUNDS.put(upper, -1);
    }
  }

  /**
   * Adds the mutants of a schema and of every schema in it. References are changed, not followed.
   */
  void schema(JsonPointer at) {
    JsonNode schema = edits.at(at);
    if (schema.has("$ref")) {
      reference(at, schema.get("$ref").asText());
      return;
    }
    type(at, schema);
    bounds(at, schema);
    values(at, schema);
    object(at, schema);
    for (String list : LISTS) {
      list(at, list);
    }
    edits.properties(at.appendProperty("properties")).keySet().forEach(this::schema);
    for (String below : List.of("items", "additionalProperties")) {
      if (schema.path(below).isObject()) {
        schema(at.appendProperty(below));
      }
    }
  }

  private void type(JsonPointer at, JsonNode schema) {
    if (!schema.has("type")) {
      return;
    }
    String type = schema.get("type").asText();
    edits.set("change a type", at, "type", JSON.textNode(OTHER_TYPE.get(type)));
    if (schema.path("nullable").asBoolean()) {
      edits.drop("forbid null", at, "nullable");
    } else {
      edits.set("allow null", at, "nullable", JSON.booleanNode(true));
    }
    if (schema.has("format")) {
      edits.drop("drop a format", at, "format");
    }
    if (schema.has("pattern")) {
      edits.drop("drop a pattern", at, "pattern");
    } else if (type.equals("string") && !schema.has("enum")) {
      edits.set("add a pattern", at, "pattern", JSON.textNode("^[a-f]{3}$"));
    }
  }

  private void bounds(JsonPointer at, JsonNode schema) {
    BOUNDS.forEach(
        (keyword, inwards) -> {
          if (schema.has(keyword)) {
            int bound = schema.get(keyword).asInt();
            edits.set("tighten a bound", at, keyword, JSON.numberNode(bound + inwards));
            edits.set("loosen a bound", at, keyword, JSON.numberNode(bound - inwards));
            edits.drop("drop a bound", at, keyword);
          }
        });
    if (!schema.has("enum")) {
      NEW_BOUNDS.getOrDefault(schema.path("type").asText(), Map.of()).entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .filter(it -> !schema.has(it.getKey()))
          .forEach(it -> edits.set("add a bound", at, it.getKey(), JSON.numberNode(it.getValue())));
    }
  }

  private void values(JsonPointer at, JsonNode schema) {
    for (String keyword : ENUMS) {
      JsonNode values = schema.path(keyword);
      for (int i = 0; i < values.size(); i++) {
        int index = i;
        String value = values.get(i).asText();
        edits.add(
            "drop an enum value", at, value, it -> ((ArrayNode) it.get(keyword)).remove(index));
      }
      if (!values.isEmpty()) {
        edits.add("add an enum value", at, "", it -> ((ArrayNode) it.get(keyword)).add(FOREIGN));
      }
    }
    if (schema.has("default")) {
      edits.set("change a default", at, "default", otherDefault(schema));
      edits.drop("drop a default", at, "default");
    }
  }

  /** Returns another value that the schema allows, so that only the default is wrong. */
  private JsonNode otherDefault(JsonNode schema) {
    JsonNode now = schema.get("default");
    if (now.isBoolean()) {
      return JSON.booleanNode(!now.asBoolean());
    }
    for (JsonNode part : schema.path("allOf")) {
      for (JsonNode value : edits.at(pointer(part.path("$ref").asText())).path("enum")) {
        if (!value.equals(now)) {
          return value;
        }
      }
    }
    return JSON.textNode(now.asText() + " " + FOREIGN);
  }

  private void object(JsonPointer at, JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(it -> required.add(it.asText()));
    for (String name : names) {
      String other = name + "_" + FOREIGN;
      edits.add("rename a property", at, name + " -> " + other, it -> renameEverywhere(it, name));
      edits.add("drop a property", at, name, it -> dropEverywhere(it, name));
      if (required.contains(name)) {
        edits.add("make a property optional", at, name, it -> removeText(it, name));
      } else {
        edits.add("require a property", at, name, it -> it.withArray("required").add(name));
      }
    }
    JsonNode more = schema.path("additionalProperties");
    if (more.isBoolean() && !more.asBoolean()) {
      edits.drop("open a closed schema", at, "additionalProperties");
    } else if (schema.path("type").asText().equals("object")) {
      edits.set("close an open schema", at, "additionalProperties", JSON.booleanNode(false));
    }
  }

  private static void renameEverywhere(ObjectNode schema, String name) {
    String other = name + "_" + FOREIGN;
    DocumentMutantCollector.rename((ObjectNode) schema.get("properties"), name, other);
    if (removeText(schema, name)) {
      schema.withArray("required").add(other);
    }
  }

  private static void dropEverywhere(ObjectNode schema, String name) {
    ((ObjectNode) schema.get("properties")).remove(name);
    removeText(schema, name);
  }

  /** Removes a name from the required ones; returns true if it was there. */
  private static boolean removeText(ObjectNode schema, String name) {
    if (schema.get("required") instanceof ArrayNode required) {
      for (int i = 0; i < required.size(); i++) {
        if (required.get(i).asText().equals(name)) {
          required.remove(i);
          return true;
        }
      }
    }
    return false;
  }

  private void list(JsonPointer at, String keyword) {
    Map<JsonPointer, JsonNode> items = edits.items(at.appendProperty(keyword));
    int index = 0;
    for (Map.Entry<JsonPointer, JsonNode> item : items.entrySet()) {
      int i = index++;
      boolean template = edits.at(at).has(Document.DISCRIMINATOR);
      if (!template) {
        edits.add(
            "drop a part", at, keyword + " " + i, it -> ((ArrayNode) it.get(keyword)).remove(i));
        schema(item.getKey());
      }
    }
  }

  private void reference(JsonPointer at, String target) {
    JsonPointer pointer = pointer(target);
    String own = pointer.last().getMatchingProperty();
    String other = similar(own);
    edits.add(
        "swap a reference",
        at,
        own + " -> " + other,
        it -> it.put("$ref", "#" + SCHEMAS + "/" + other));
  }

  /**
   * The next schema of the same sort: options for options, one with values for one with values. A
   * schema that is alone of its sort is swapped for another sort.
   */
  private String similar(String own) {
    List<String> names = new ArrayList<>();
    String sort = sort(own);
    edits.at(SCHEMAS).fieldNames().forEachRemaining(names::add);
    int start = names.indexOf(own);
    for (int i = 1; i < names.size(); i++) {
      String candidate = names.get((start + i) % names.size());
      if (sort(candidate).equals(sort)) {
        return candidate;
      }
    }
    return "ApiError";
  }

  private String sort(String name) {
    JsonNode schema = edits.at(SCHEMAS.appendProperty(name));
    if (name.endsWith("Options")) {
      return "options";
    }
    for (String keyword : ENUMS) {
      if (schema.has(keyword)) {
        return keyword;
      }
    }
    return schema.has("properties") ? "object" : schema.path("type").asText("templates");
  }

  private static JsonPointer pointer(String ref) {
    return ref.isEmpty() ? SCHEMAS : JsonPointer.compile(ref.substring(1));
  }
}
