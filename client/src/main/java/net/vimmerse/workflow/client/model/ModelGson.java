package net.vimmerse.workflow.client.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** The Gson that reads and writes the property values of all models. */
final class ModelGson {
  static final Gson GSON =
      new GsonBuilder()
          .setObjectToNumberStrategy(new ExactNumberStrategy())
          .registerTypeAdapter(OffsetDateTime.class, new TimestampTypeAdapter().nullSafe())
          .registerTypeAdapter(
              LocalDate.class,
              new StringTypeAdapter<>(LocalDate::parse, LocalDate::toString).nullSafe())
          .disableHtmlEscaping()
          .create();

  private ModelGson() {}
}
