package net.vimmerse.workflow.simulator.snapshot;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes state as JSON and reads it strictly: a missing, unknown or invalid value is an error,
 * never a default.
 *
 * <p>Thread-safe.
 */
public final class StateJson {

  /** The version of the format. Increment it with each incompatible change. */
  public static final int VERSION = 2;

  static final JsonMapper JSON =
      PolymorphicTypes.addTo(
              JsonMapper.builder()
                  .addModule(new StringFormModule())
                  .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                  .defaultPropertyInclusion(
                      JsonInclude.Value.construct(
                          JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                  .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                  .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                  .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                  .enable(FAIL_ON_TRAILING_TOKENS)
                  // Preserves the digits of option values as sent.
                  .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                  .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES))
          .build();

  /** To look up the reader of a type takes longer than to parse a small record. */
  private static final ClassValue<ObjectReader> READERS =
      new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
          return JSON.readerFor(type);
        }
      };

  private StateJson() {}

  /** Returns state as one line of JSON. */
  public static String toJson(Object state) {
    try {
      return JSON.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new AssertionError("state consists of plain records", e);
    }
  }

  /**
   * Returns state as a tree, without the properties that are null.
   *
   * @param state a record or a map
   */
  public static ObjectNode toTree(Object state) {
    return JSON.valueToTree(state);
  }

  /**
   * Reads the result of {@link #toJson}.
   *
   * @throws MalformedStateException if it is something else
   */
  public static <T> T read(Class<T> type, String json) {
    try {
      return requireComplete(READERS.get(type).readValue(json.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new AssertionError("an array can be read", e);
    }
  }

  /**
   * Reads the value at which a parser is.
   *
   * @throws MalformedStateException if it is not state of this type
   * @throws IOException if it is not JSON, or the source of the parser does
   */
  static <T> T read(Class<T> type, JsonParser json) throws IOException {
    try {
      T state = READERS.get(type).without(FAIL_ON_TRAILING_TOKENS).readValue(json);
      if (state == null) {
        throw new MalformedStateException(": expected an object");
      }
      return requireComplete(state);
    } catch (JsonMappingException e) {
      // Anything but a wrong type of value, in particular a source that cannot be read.
      if (e.getCause() instanceof IOException cause && !(cause instanceof DatabindException)) {
        throw cause;
      }
      throw malformed(e);
    }
  }

  private static <T> T requireComplete(T state) {
    String missing = MissingValues.in(state);
    if (missing != null) {
      throw new MalformedStateException(missing + " is missing");
    }
    return state;
  }

  private static MalformedStateException malformed(JsonProcessingException e) {
    return new MalformedStateException(JsonProblem.of(e), e);
  }
}
