package net.vimmerse.workflow.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses query strings. */
final class QueryString {

  private QueryString() {}

  /**
   * Returns the decoded values by name; the last value of a repeated name.
   *
   * @param raw the part after the question mark; null if there is none
   */
  static Map<String, String> parse(@Nullable String raw) {
    if (raw == null) {
      return Map.of();
    }
    Map<String, String> values = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      values.put(
          decode(equals < 0 ? pair : pair.substring(0, equals)),
          equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return values;
  }

  /** Decodes a name or value; returns it unchanged if it cannot be decoded. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
