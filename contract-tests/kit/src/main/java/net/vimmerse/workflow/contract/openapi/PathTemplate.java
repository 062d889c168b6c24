package net.vimmerse.workflow.contract.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path of the document, split into segments that are either literal or one parameter. */
record PathTemplate(String path, List<String> segments) implements Comparable<PathTemplate> {

  static PathTemplate of(String path) {
    List<String> segments = List.of(path.substring(1).split("/", -1));
    for (String segment : segments) {
      if (segment.contains("{") && !isParameter(segment)) {
        throw new IllegalArgumentException("A parameter must be a whole path segment: " + path);
      }
    }
    return new PathTemplate(path, segments);
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  /** Returns the value of each parameter if the decoded segments match; otherwise empty. */
  Optional<Map<String, String>> match(List<String> concrete) {
    if (concrete.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < concrete.size(); i++) {
      String expected = segments.get(i);
      String actual = concrete.get(i);
      if (isParameter(expected) && !actual.isEmpty()) {
        parameters.put(expected.substring(1, expected.length() - 1), actual);
      } else if (!expected.equals(actual)) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  /** Orders the most specific path first: from the left, a literal segment precedes a parameter. */
  @Override
  public int compareTo(PathTemplate other) {
    return rank().compareTo(other.rank());
  }

  private String rank() {
    List<String> rank = new ArrayList<>();
    for (String segment : segments) {
      rank.add(isParameter(segment) ? "1" : "0" + segment);
    }
    return String.join("/", rank);
  }
}
