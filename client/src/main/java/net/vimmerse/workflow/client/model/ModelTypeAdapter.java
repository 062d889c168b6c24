package net.vimmerse.workflow.client.model;

import com.google.gson.JsonElement;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a generated model. Keeps unknown properties and does not write unset ones.
 *
 * <p>Nested values are read by {@link ModelGson}, not by the caller's Gson, so that its
 * configuration does not affect models.
 */
abstract class ModelTypeAdapter<T, B> extends TypeAdapter<T> {
  static final TypeAdapter<Object> FREE_FORM = adapter(Object.class);
  private static final TypeAdapter<JsonElement> ELEMENT = adapter(JsonElement.class);

  static <V> TypeAdapter<V> adapter(Class<V> type) {
    return ModelGson.GSON.getAdapter(type);
  }

  static <V> TypeAdapter<V> adapter(TypeToken<V> type) {
    return ModelGson.GSON.getAdapter(type);
  }

  @SuppressWarnings("unchecked") // The parameterized type is that of the result.
  static <V> TypeAdapter<List<V>> listOf(Class<V> type) {
    return (TypeAdapter<List<V>>)
        ModelGson.GSON.getAdapter(TypeToken.getParameterized(List.class, type));
  }

  abstract Set<String> propertyNames();

  abstract B builder();

  /** Builds without checking required properties: the service may omit them. */
  abstract T build(B builder);

  abstract Map<String, @Nullable Object> additionalProperties(B builder);

  abstract Map<String, @Nullable Object> additionalPropertiesOf(T model);

  /** Reads the value of one of {@link #propertyNames}. */
  abstract void readProperty(JsonElement value, String name, B builder);

  /** Writes those of {@link #propertyNames} that are set. */
  abstract void writeProperties(JsonWriter out, T model) throws IOException;

  @Override
  public T read(JsonReader in) throws IOException {
    B builder = builder();
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      if (propertyNames().contains(name)) {
        JsonElement value = ELEMENT.read(in);
        try {
          readProperty(value, name, builder);
        } catch (RuntimeException e) {
          keepUnreadable(value, name, builder, e);
        }
      } else {
        additionalProperties(builder).put(name, FREE_FORM.read(in));
      }
    }
    in.endObject();
    return build(builder);
  }

  /** Keeps a value that has another form than documented. */
  void keepUnreadable(JsonElement value, String name, B builder, RuntimeException failure) {
    additionalProperties(builder).put(name, FREE_FORM.fromJsonTree(value));
  }

  @Override
  public void write(JsonWriter out, @Nullable T model) throws IOException {
    if (model == null) {
      out.nullValue();
      return;
    }
    boolean before = out.getSerializeNulls();
    // A null is written only where it is explicit, and then whatever the caller's Gson does.
    out.setSerializeNulls(true);
    out.beginObject();
    writeContent(out, model);
    out.endObject();
    out.setSerializeNulls(before);
  }

  /** Writes what is set, without the enclosing braces. */
  final void writeContent(JsonWriter out, T model) throws IOException {
    writeProperties(out, model);
    for (Map.Entry<String, @Nullable Object> property : additionalPropertiesOf(model).entrySet()) {
      writeProperty(out, property.getKey(), FREE_FORM, property.getValue(), true);
    }
  }

  static <V> void writeProperty(
      JsonWriter out, String name, TypeAdapter<V> adapter, @Nullable V value, boolean writeNull)
      throws IOException {
    if (value != null) {
      out.name(name);
      adapter.write(out, value);
    } else if (writeNull) {
      out.name(name).nullValue();
    }
  }
}
