package net.vimmerse.workflow.client.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The Gson that reads and writes the property values of all models. */
final class ModelGson {
  static final Gson GSON =
      new GsonBuilder()
          .setObjectToNumberStrategy(new ExactNumberStrategy())
          .registerTypeAdapter(OffsetDateTime.class, new TimestampTypeAdapter().nullSafe())
          .registerTypeAdapter(
              Integer.class, new ExactNumberAdapter<>(BigDecimal::intValueExact).nullSafe())
          .registerTypeAdapter(
              Long.class, new ExactNumberAdapter<>(BigDecimal::longValueExact).nullSafe())
          .registerTypeAdapter(
              Boolean.class,
              new StringTypeAdapter<>(ModelGson::parseBoolean, String::valueOf) {
                @Override
                public void write(JsonWriter out, @Nullable Boolean value) throws IOException {
                  out.value(value);
                }
              }.nullSafe())
          .registerTypeAdapter(
              LocalDate.class,
              new StringTypeAdapter<>(LocalDate::parse, LocalDate::toString).nullSafe())
          .disableHtmlEscaping()
          .serializeNulls()
          .create();

  private ModelGson() {}

  private static Boolean parseBoolean(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    throw new IllegalArgumentException(text);
  }
}
