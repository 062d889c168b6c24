package net.vimmerse.workflow.contract.sequences.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Parses timestamps. */
public final class Timestamps {
  private Timestamps() {}

  /**
   * Returns the instant of a timestamp, with a space or a T between date and time, and UTC unless
   * it names an offset.
   *
   * @throws IllegalArgumentException when it is no timestamp
   */
  public static Instant of(JsonNode text) {
    String iso = text.asText().replace(' ', 'T').replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
    try {
      return iso.matches(".*(Z|[+-]\\d{2}:\\d{2})$")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("Not a timestamp: " + text, e);
    }
  }
}
