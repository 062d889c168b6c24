package net.vimmerse.workflow.client.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Converts models to and from JSON text and plain maps, which every JSON library can read and
 * write.
 */
final class ModelJson {
  private ModelJson() {}

  static String toJson(Object model) {
    return ModelGson.GSON.toJson(model);
  }

  static Map<String, @Nullable Object> toMap(Object model) {
    return plainMap(ModelGson.GSON.toJsonTree(model));
  }

  static <T> T fromMap(Class<T> type, Map<String, ? extends @Nullable Object> map) {
    return read(ModelGson.GSON.getAdapter(type), ModelGson.GSON.toJsonTree(map));
  }

  static <T> T fromJson(Class<T> type, String text) {
    return read(ModelGson.GSON.getAdapter(type), parseObject(text));
  }

  /**
   * Returns the properties of a JSON object.
   *
   * @throws IllegalArgumentException if the text is not a JSON object
   */
  static Map<String, @Nullable Object> parse(String text) {
    return plainMap(parseObject(text));
  }

  private static <T> T read(TypeAdapter<T> adapter, JsonElement json) {
    try {
      return adapter.fromJsonTree(json);
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static JsonElement parseObject(String text) {
    Objects.requireNonNull(text, "json == null");
    @Nullable JsonElement json;
    try {
      json = ModelGson.GSON.fromJson(text, JsonElement.class);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("The text is not JSON: " + e.getMessage(), e);
    }
    if (json == null || !json.isJsonObject()) {
      throw new IllegalArgumentException("The text is not a JSON object");
    }
    return json;
  }

  private static Map<String, @Nullable Object> plainMap(JsonElement json) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    json.getAsJsonObject().entrySet().forEach(e -> map.put(e.getKey(), plain(e.getValue())));
    return map;
  }

  private static @Nullable Object plain(JsonElement json) {
    if (json.isJsonObject()) {
      return plainMap(json);
    }
    if (json.isJsonArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      json.getAsJsonArray().forEach(item -> list.add(plain(item)));
      return list;
    }
    return ModelTypeAdapter.FREE_FORM.fromJsonTree(json);
  }
}
