package net.vimmerse.workflow.simulator.snapshot;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Parses the string form of instants. Most of a state are instants, so it is fast. */
final class InstantText {

  /** The length of {@code 2026-01-31T23:59:59}. */
  private static final int SECONDS_LENGTH = 19;

  private static final int NANOS_DIGITS = 9;

  private InstantText() {}

  /**
   * Returns what {@link Instant#parse} does.
   *
   * @throws DateTimeException if the text is no instant
   */
  static Instant parse(String text) {
    if (hasUsualForm(text)) {
      try {
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                nanos(text))
            .toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        // A number is out of range, but leap seconds and the end of a day are permitted.
      }
    }
    return Instant.parse(text);
  }

  /** Tests whether the text is {@code 2026-01-31T23:59:59Z}, with or without a fraction. */
  private static boolean hasUsualForm(String text) {
    int last = text.length() - 1;
    if (last < SECONDS_LENGTH
        || last == SECONDS_LENGTH + 1
        || last > SECONDS_LENGTH + 1 + NANOS_DIGITS
        || text.charAt(last) != 'Z') {
      return false;
    }
    for (int i = 0; i < last; i++) {
      char c = text.charAt(i);
      char separator =
          switch (i) {
            case 4, 7 -> '-';
            case 10 -> 'T';
            case 13, 16 -> ':';
            case SECONDS_LENGTH -> '.';
            default -> 0;
          };
      if (separator == 0 ? c < '0' || c > '9' : c != separator) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int start, int end) {
    return Integer.parseInt(text, start, end, 10);
  }

  private static int nanos(String text) {
    int nanos = 0;
    for (int i = 0; i < NANOS_DIGITS; i++) {
      int at = SECONDS_LENGTH + 1 + i;
      nanos = 10 * nanos + (at < text.length() - 1 ? text.charAt(at) - '0' : 0);
    }
    return nanos;
  }
}
