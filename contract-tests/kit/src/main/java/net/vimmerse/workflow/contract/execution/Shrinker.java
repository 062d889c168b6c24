package net.vimmerse.workflow.contract.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes a value smaller for as long as it still shows what it should. */
final class Shrinker {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Predicate<JsonNode> shows;
  private int tries;

  /**
   * Shrinks by asking.
   *
   * @param shows whether a value shows what is looked for
   * @param tries how often it may be asked
   */
  Shrinker(Predicate<JsonNode> shows, int tries) {
    this.shows = shows;
    this.tries = tries;
  }

  /** The smallest value found that still shows it; perhaps the value itself. */
  JsonNode shrink(JsonNode value) {
    JsonNode smallest = value;
    Optional<JsonNode> next = smaller(smallest);
    while (next.isPresent()) {
      smallest = next.get();
      next = smaller(smallest);
    }
    return smallest;
  }

  private Optional<JsonNode> smaller(JsonNode value) {
    for (JsonNode candidate : candidates(value)) {
      if (tries-- <= 0) {
        return Optional.empty();
      }
      if (shows.test(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** What a value can become in one step, the greatest step first. */
  private static List<JsonNode> candidates(JsonNode value) {
    List<JsonNode> candidates = new ArrayList<>();
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        candidates.add(object.deepCopy().without(member.getKey()));
      }
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        for (JsonNode smaller : candidates(member.getValue())) {
          candidates.add(object.deepCopy().set(member.getKey(), smaller));
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
