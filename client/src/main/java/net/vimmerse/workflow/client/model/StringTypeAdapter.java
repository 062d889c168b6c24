package net.vimmerse.workflow.client.model;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes values in their string form: open enums and dates. */
class StringTypeAdapter<T> extends TypeAdapter<T> {
  private final Function<String, T> parse;
  private final Function<T, String> format;

  StringTypeAdapter(Function<String, T> parse, Function<T, String> format) {
    this.parse = parse;
    this.format = format;
  }

  @Override
  public T read(JsonReader in) throws IOException {
    boolean isBoolean = in.peek() == JsonToken.BOOLEAN;
    return parse.apply(isBoolean ? String.valueOf(in.nextBoolean()) : in.nextString());
  }

  @Override
  public void write(JsonWriter out, @Nullable T value) throws IOException {
    out.value(value == null ? null : format.apply(value));
  }
}
