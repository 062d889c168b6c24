package net.vimmerse.workflow.simulator.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a query apart. */
final class QueryString {

  private QueryString() {}

  /**
   * Decoded values by name, the last one where a name is repeated.
   *
   * @param raw what stands behind the question mark; null if nothing does
   */
  static Map<String, String> parse(@Nullable String raw) {
    Map<String, String> values = new HashMap<>();
    if (raw == null) {
      return values;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      values.put(
          decode(equals < 0 ? pair : pair.substring(0, equals)),
          equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return values;
  }

  /** What cannot be decoded stays as it is: no caller is helped by an error about it. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
