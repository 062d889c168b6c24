package net.vimmerse.workflow.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the Retry-After header: seconds, or a date relative to the response's own Date. */
final class RetryAfterHeader {
  private RetryAfterHeader() {}

  static @Nullable Duration parse(Map<String, List<String>> headers) {
    String text = first(headers, "Retry-After");
    if (text == null) {
      return null;
    }
    if (text.trim().matches("\\d{19,}")) {
      return Duration.ofSeconds(Long.MAX_VALUE);
    }
    try {
      return notNegative(Duration.ofSeconds(Long.parseLong(text.trim())));
    } catch (NumberFormatException e) {
      Instant until = parseDate(text);
      if (until == null) {
        return null;
      }
      String date = first(headers, "Date");
      Instant from = date == null ? null : parseDate(date);
      return notNegative(Duration.between(from == null ? Instant.now() : from, until));
    }
  }

  private static @Nullable String first(Map<String, List<String>> headers, String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  private static @Nullable Instant parseDate(String text) {
    try {
      return ZonedDateTime.parse(text.trim(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
