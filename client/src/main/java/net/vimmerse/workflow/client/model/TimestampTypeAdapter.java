package net.vimmerse.workflow.client.model;

import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a timestamp with a space or a T, and with any offset or none (then in UTC), and an empty
 * one as null. Writes the documented form.
 */
final class TimestampTypeAdapter extends TypeAdapter<OffsetDateTime> {
  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter WRITE =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 6, 9, true)
          .appendOffset("+HH:MM", "+00:00")
          .toFormatter(Locale.ROOT);

  @Override
  public @Nullable OffsetDateTime read(JsonReader in) throws IOException {
    if (in.peek() != JsonToken.STRING) {
      throw new JsonParseException("not a timestamp");
    }
    return parse(in.nextString().trim());
  }

  @Override
  public void write(JsonWriter out, OffsetDateTime value) throws IOException {
    out.value(WRITE.format(value));
  }

  static @Nullable OffsetDateTime parse(String text) {
    return text.isEmpty() ? null : OffsetDateTime.from(READ.parse(text));
  }
}
