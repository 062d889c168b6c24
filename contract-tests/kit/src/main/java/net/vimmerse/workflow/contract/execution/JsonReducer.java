package net.vimmerse.workflow.contract.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Proposes smaller variants of a JSON value. */
final class JsonReducer {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonReducer() {}

  /** Returns what a value can become in one step, the largest step first. */
  static List<JsonNode> candidates(JsonNode value) {
    List<JsonNode> candidates = new ArrayList<>();
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        candidates.add(object.deepCopy().without(property.getKey()));
      }
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        for (JsonNode smaller : candidates(property.getValue())) {
          candidates.add(object.deepCopy().set(property.getKey(), smaller));
        }
      }
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        ArrayNode without = array.deepCopy();
        without.remove(i);
        candidates.add(without);
      }
      for (int i = 0; i < array.size(); i++) {
        for (JsonNode smaller : candidates(array.get(i))) {
          ArrayNode with = array.deepCopy();
          with.set(i, smaller);
          candidates.add(with);
        }
      }
    } else if (value.isTextual() && !value.textValue().isEmpty()) {
      String text = value.textValue();
      int half = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
      candidates.add(JSON.textNode(text.substring(0, half)));
      if (half > 0) {
        candidates.add(JSON.textNode(text.substring(half)));
      }
    }
    return candidates;
  }
}
