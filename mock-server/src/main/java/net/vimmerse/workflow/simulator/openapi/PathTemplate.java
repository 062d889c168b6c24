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
    return new PathTemplate(List.of(path.split("/", -1)));
  }

  /** Returns the path parameters, none of them empty; empty if a raw path does not match. */
  Optional<Map<String, String>> match(String rawPath) {
    Map<String, String> values = new HashMap<>();
    int start = 0;
    for (String expected : segments) {
      if (start > rawPath.length()) {
        return Optional.empty();
      }
      int slash = rawPath.indexOf('/', start);
      int end = slash < 0 ? rawPath.length() : slash;
      if (isParameter(expected) && end > start) {
        values.put(
            expected.substring(1, expected.length() - 1), decode(rawPath.substring(start, end)));
      } else if (expected.length() != end - start || !rawPath.startsWith(expected, start)) {
        return Optional.empty();
      }
      start = end + 1;
    }
    return start > rawPath.length() ? Optional.of(values) : Optional.empty();
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
