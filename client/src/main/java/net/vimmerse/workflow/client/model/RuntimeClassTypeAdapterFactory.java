package net.vimmerse.workflow.client.model;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes an interface by the class of the object; Gson alone would write an empty object. */
final class RuntimeClassTypeAdapterFactory implements TypeAdapterFactory {
  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    return new TypeAdapter<T>() {
      @Override
      public T read(JsonReader in) {
        throw new UnsupportedOperationException(
            type.getRawType().getSimpleName()
                + " cannot be read by Gson: call its fromJson, or read an implementing class");
      }

      @Override
      @SuppressWarnings("unchecked") // The adapter is that of the object's class.
      public void write(JsonWriter out, @Nullable T value) throws IOException {
        if (value == null) {
          out.nullValue();
        } else {
          ((TypeAdapter<T>) gson.getAdapter(value.getClass())).write(out, value);
        }
      }
    };
  }
}
