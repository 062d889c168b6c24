package net.vimmerse.workflow.simulator.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path of the document, with parameters in braces.
 *
 * @param segments what is between the slashes
 */
record PathTemplate(List<String> segments) {

  static PathTemplate of(String path) {
    return new PathTemplate(split(path));
  }

  /** Returns what is between the slashes of a path. */
  static List<String> split(String path) {
    return List.of(path.split("/", -1));
  }

  /** Returns the path parameters, none of them empty; empty if a raw path does not match. */
  Optional<Map<String, String>> match(List<String> actual) {
    if (segments.size() != actual.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String expected = segments.get(i);
      String segment = actual.get(i);
      if (isParameter(expected) && !segment.isEmpty()) {
        values.put(expected.substring(1, expected.length() - 1), decode(segment));
      } else if (!expected.equals(segment)) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  /** Returns the number of path parameters: if two paths match, the one with fewer applies. */
  int parameterCount() {
    return (int) segments.stream().filter(PathTemplate::isParameter).count();
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static String decode(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }
}
