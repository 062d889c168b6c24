package net.vimmerse.workflow.simulator;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads durations as people write them: {@code 500ms}, {@code 20s}, {@code 1m30s}, {@code PT2H}.
 */
final class DurationText implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    try {
      if (upper.matches("\\d{1,15}MS")) {
        return Duration.ofMillis(Long.parseLong(upper.substring(0, upper.length() - 2)));
      }
      return Duration.parse(upper.startsWith("P") ? upper : "PT" + upper);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a duration. Write it like 500ms, 20s, 1m30s or 2h.");
    }
  }
}
