package net.vimmerse.workflow.client.model;

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
 * What the adapters of all generated models share: unknown fields are kept, unset ones not written.
 *
 * <p>Nested values are read by {@link ModelGson}, never by the caller's Gson, so that a model means
 * the same under every configuration.
 */
abstract class ModelAdapter<T, B> extends TypeAdapter<T> {
  static final TypeAdapter<Object> FREE_FORM = adapter(Object.class);

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

  abstract Set<String> names();

  abstract B builder();

  /** Builds without insisting on required fields: a reader bears what the service sends. */
  abstract T build(B builder);

  abstract Map<String, @Nullable Object> additionalFields(B builder);

  abstract Map<String, @Nullable Object> additionalFieldsOf(T model);

  /** Reads the value of a field that is one of {@link #names}. */
  abstract void readField(JsonReader in, String field, B builder) throws IOException;

  /** Writes the fields of {@link #names} that are set. */
  abstract void writeFields(JsonWriter out, T model) throws IOException;

  @Override
  public T read(JsonReader in) throws IOException {
    B builder = builder();
    in.beginObject();
    while (in.hasNext()) {
      String field = in.nextName();
      if (names().contains(field)) {
        readField(in, field, builder);
      } else {
        additionalFields(builder).put(field, FREE_FORM.read(in));
      }
    }
    in.endObject();
    return build(builder);
  }

  @Override
  public void write(JsonWriter out, @Nullable T model) throws IOException {
    if (model == null) {
      out.nullValue();
      return;
    }
    out.beginObject();
    writeContent(out, model);
    out.endObject();
  }

  /** Writes everything that is set, without the braces around it. */
  final void writeContent(JsonWriter out, T model) throws IOException {
    writeFields(out, model);
    for (Map.Entry<String, @Nullable Object> field : additionalFieldsOf(model).entrySet()) {
      writeField(out, field.getKey(), FREE_FORM, field.getValue(), true);
    }
  }

  /** Writes the nulls that a caller has put into free-form values, too. */
  static void writeFreeForm(JsonWriter out, Object value) throws IOException {
    boolean before = out.getSerializeNulls();
    out.setSerializeNulls(true);
    FREE_FORM.write(out, value);
    out.setSerializeNulls(before);
  }

  static <V> void writeField(
      JsonWriter out, String name, TypeAdapter<V> adapter, @Nullable V value, boolean nullIsWritten)
      throws IOException {
    if (value != null) {
      out.name(name);
      adapter.write(out, value);
    } else if (nullIsWritten) {
      boolean before = out.getSerializeNulls();
      out.setSerializeNulls(true);
      out.name(name).nullValue();
      out.setSerializeNulls(before);
    }
  }
}
