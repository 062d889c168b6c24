package net.vimmerse.workflow.contract.editing;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a statement of the document comes from: the values of {@code x-source}. */
public enum Source {
  /** A server's template list, on the day that {@code x-source-date} names. */
  LIVE,
  /** Workflows of a server, on the day that {@code x-source-date} names. */
  OBSERVED,
  /** The documentation of a neighbouring API. */
  NEIGHBOURING,
  /** Nobody: it is assumed. */
  ASSUMED;

  /** Returns true if a server told it, so that the document has the day. */
  public boolean isDated() {
    return this == LIVE || this == OBSERVED;
  }

  /** Returns a regular expression for those that no server told. */
  static String undated() {
    return Arrays.stream(values())
        .filter(it -> !it.isDated())
        .map(Source::toString)
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  /** Returns the value in the document. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
