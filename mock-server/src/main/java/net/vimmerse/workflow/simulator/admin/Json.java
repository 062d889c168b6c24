package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds JSON objects without null properties. */
final class Json {

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Adds an object of strings. */
  static void put(ObjectNode object, String name, Map<String, String> texts) {
    ObjectNode json = object.putObject(name);
    texts.forEach(json::put);
  }

  /** Adds a value unless it is null: a number as a number, anything else as a string. */
  static void put(ObjectNode object, String name, @Nullable Object value) {
    if (value instanceof Integer number) {
      object.put(name, number);
    } else if (value instanceof Long number) {
      object.put(name, number);
    } else if (value instanceof Double number) {
      object.put(name, number);
    } else if (value != null) {
      object.put(name, value.toString());
    }
  }
}
