package net.vimmerse.workflow.contract.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Matches a result against an expected one, see {@code Expectation.Accepted}. */
final class JsonSubsetMatcher {
  private JsonSubsetMatcher() {}

  /** Returns the first mismatch with its location; empty when the result matches. */
  static Optional<String> missing(JsonNode expected, JsonNode actual) {
    return missing("", expected, actual);
  }

  private static Optional<String> missing(String at, JsonNode expected, JsonNode actual) {
    if (expected.isMissingNode()) {
      return Optional.empty();
    }
    if (expected.isNull() && (actual.isNull() || actual.isMissingNode())) {
      return Optional.empty();
    }
    if (expected.isObject() && actual.isObject()) {
      for (Map.Entry<String, JsonNode> property : expected.properties()) {
        String below = at + "/" + property.getKey();
        Optional<String> missing =
            missing(below, property.getValue(), actual.path(property.getKey()));
        if (missing.isPresent()) {
          return missing;
        }
      }
      return Optional.empty();
    }
    if (expected.isArray() && actual.isArray()) {
      return items(at, expected, actual);
    }
    boolean numbers = expected.isNumber() && actual.isNumber();
    boolean same =
        numbers
            ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
            : expected.equals(actual);
    return same ? Optional.empty() : Optional.of(differ(at, expected, actual));
  }

  private static Optional<String> items(String at, JsonNode expected, JsonNode actual) {
    List<JsonNode> left = new ArrayList<>();
    actual.forEach(left::add);
    for (JsonNode item : expected) {
      Optional<JsonNode> found =
          left.stream().filter(it -> missing("", item, it).isEmpty()).findFirst();
      if (found.isEmpty()) {
        return Optional.of(differ(at, item, nearest(item, left)));
      }
      left.remove(found.get());
    }
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of("has more than expected at " + at + ": " + shortened(left.get(0)));
  }

  /** Returns the item with the most properties in common, for a useful message. */
  private static JsonNode nearest(JsonNode item, List<JsonNode> items) {
    return items.stream()
        .max(
            Comparator.comparingLong(
                it ->
                    item.properties().stream()
                        .filter(property -> property.getValue().equals(it.path(property.getKey())))
                        .count()))
        .orElseGet(MissingNode::getInstance);
  }

  private static String differ(String at, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      Optional<String> deeper = missing(at, expected, actual);
      if (deeper.isPresent()) {
        return deeper.get();
      }
    }
    String is = actual.isMissingNode() ? "nothing" : shortened(actual);
    return "expected at " + at + " " + shortened(expected) + ", not " + is;
  }

  private static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}
