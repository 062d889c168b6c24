package net.vimmerse.workflow.client.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** The one Gson behind all models: exact free-form numbers, timestamps in every form seen. */
final class ModelGson {
  static final Gson GSON =
      new GsonBuilder()
          .setObjectToNumberStrategy(new ExactNumber())
          .registerTypeAdapter(OffsetDateTime.class, new TimestampAdapter().nullSafe())
          .registerTypeAdapter(
              LocalDate.class, new TextAdapter<>(LocalDate::parse, LocalDate::toString).nullSafe())
          .disableHtmlEscaping()
          .create();

  private ModelGson() {}
}
