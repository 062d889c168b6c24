package net.vimmerse.workflow.contract.sequences.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Reads points in time. */
public final class Timestamps {
  private Timestamps() {}

  /**
   * The point in time that a text stands for: with a space or a T between date and time, and UTC
   * where it names no offset.
   *
   * @throws IllegalArgumentException when it stands for none
   */
  public static Instant of(JsonNode text) {
    String iso = text.asText().replace(' ', 'T').replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
    try {
      return iso.matches(".*(Z|[+-]\\d{2}:\\d{2})$")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("No point in time: " + text, e);
    }
  }
}
