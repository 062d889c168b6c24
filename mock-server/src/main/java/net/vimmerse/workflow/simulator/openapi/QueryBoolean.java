package net.vimmerse.workflow.simulator.openapi;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads booleans in queries as pydantic does: Python's {@code requests} sends {@code True}. */
public final class QueryBoolean {

  private static final Set<String> TRUE = Set.of("true", "1", "t", "y", "yes", "on");
  private static final Set<String> FALSE = Set.of("false", "0", "f", "n", "no", "off");

  private QueryBoolean() {}

  /**
   * Returns the boolean that a text stands for, in any case; empty if it stands for none.
   *
   * @param text null for an absent parameter
   */
  public static Optional<Boolean> parse(@Nullable String text) {
    String lower = text == null ? "" : text.toLowerCase(Locale.ROOT);
    return TRUE.contains(lower)
        ? Optional.of(true)
        : FALSE.contains(lower) ? Optional.of(false) : Optional.empty();
  }
}
