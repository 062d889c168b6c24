package net.vimmerse.workflow.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a file that a response with status 206 has, as its Content-Range header says. */
final class ContentRange {
  private static final Pattern BYTES =
      Pattern.compile("(?i)bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  final long start;

  /** The position after the last byte. */
  final long end;

  final @Nullable Long total;

  private ContentRange(long start, long end, @Nullable Long total) {
    this.start = start;
    this.end = end;
    this.total = total;
  }

  /** Returns null if the header is missing or contradicts itself. */
  static @Nullable ContentRange parse(@Nullable String header) {
    Matcher matcher = BYTES.matcher(header == null ? "" : header.trim());
    if (!matcher.matches()) {
      return null;
    }
    long start = Long.parseLong(matcher.group(1));
    long end = Long.parseLong(matcher.group(2)) + 1;
    Long total = matcher.group(3).equals("*") ? null : Long.valueOf(matcher.group(3));
    return start < end && (total == null || end <= total)
        ? new ContentRange(start, end, total)
        : null;
  }
}
