package net.vimmerse.workflow.client.model;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes an interface as what its object is; Gson alone would write an empty object. */
final class RuntimeTypeAdapterFactory implements TypeAdapterFactory {
  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    return new TypeAdapter<T>() {
      @Override
      public T read(JsonReader in) {
        throw new UnsupportedOperationException(
            type.getRawType().getSimpleName()
                + " is only written; read one of its classes instead");
      }

      @Override
      @SuppressWarnings("unchecked") // An object's own class takes the object.
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
