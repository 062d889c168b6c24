package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes an operation.
 *
 * @param id the operationId
 * @param method in upper case
 * @param path with parameters in braces
 * @param parameters the resolved parameter objects, including those of the path item
 * @param bodySchema the name of the schema of the request body; null if there is no body
 * @param errors the bodies of the documented errors, by status
 */
public record Operation(
    String id,
    String method,
    String path,
    List<JsonNode> parameters,
    @Nullable String bodySchema,
    Map<Integer, JsonNode> errors) {

  /** Returns the path parameters, none of them empty; empty if {@code rawPath} does not match. */
  Optional<Map<String, String>> match(String rawPath) {
    String[] pattern = path.split("/", -1);
    String[] actual = rawPath.split("/", -1);
    if (pattern.length != actual.length) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < pattern.length; i++) {
      if (isParameter(pattern[i]) && !actual[i].isEmpty()) {
        values.put(pattern[i].substring(1, pattern[i].length() - 1), decode(actual[i]));
      } else if (!pattern[i].equals(actual[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  /** Returns the number of path parameters: if two paths match, the one with fewer applies. */
  int parameterCount() {
    return (int) Stream.of(path.split("/", -1)).filter(Operation::isParameter).count();
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }
}
