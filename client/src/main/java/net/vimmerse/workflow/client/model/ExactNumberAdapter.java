package net.vimmerse.workflow.client.model;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Function;

/** Reads integers that fit; Gson itself would cut off what does not. */
final class ExactNumberAdapter<T extends Number> extends TypeAdapter<T> {
  /** Converting a longer number takes quadratic time. */
  private static final int MAX_LENGTH = 100;

  private final Function<BigDecimal, T> convert;

  ExactNumberAdapter(Function<BigDecimal, T> convert) {
    this.convert = convert;
  }

  @Override
  public T read(JsonReader in) throws IOException {
    String text = in.nextString();
    if (text.length() > MAX_LENGTH) {
      throw new NumberFormatException("The number is too long");
    }
    return convert.apply(new BigDecimal(text));
  }

  @Override
  public void write(JsonWriter out, T value) throws IOException {
    out.value(value);
  }
}
