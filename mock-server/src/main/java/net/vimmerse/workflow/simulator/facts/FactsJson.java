package net.vimmerse.workflow.simulator.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * Writes facts as JSON, and reads them strictly: what is missing, unknown or out of its range is an
 * error, never a default.
 *
 * <p>Thread-safe.
 */
public final class FactsJson {

  /** Rises with each change after which older or newer files could be misread. */
  public static final int VERSION = 1;

  private static final JsonMapper JSON =
      KnownTypes.addTo(
              JsonMapper.builder()
                  .addModule(new PlainTexts())
                  .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                  .defaultPropertyInclusion(
                      JsonInclude.Value.construct(
                          JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                  .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                  .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                  .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                  .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                  // An option's value comes back with the digits that were sent.
                  .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                  .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES))
          .build();

  private FactsJson() {}

  /** One line of JSON. */
  public static String text(Object facts) {
    try {
      return JSON.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new AssertionError("facts are plain records", e);
    }
  }

  /** The same as a tree. */
  public static JsonNode tree(Object facts) {
    return JSON.valueToTree(facts);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws DamagedFactsException if it did not
   */
  public static <T> T read(Class<T> type, String text) {
    try {
      return complete(JSON.readValue(text, type));
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  /** The same from a tree. */
  public static <T> T read(Class<T> type, JsonNode tree) {
    try {
      return complete(JSON.treeToValue(tree, type));
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  private static <T> T complete(T facts) {
    Optional<String> missing = Completeness.missing(facts, "");
    if (missing.isPresent()) {
      throw new DamagedFactsException(missing.get() + " is missing");
    }
    return facts;
  }

  private static DamagedFactsException damaged(JsonProcessingException e) {
    String where = e instanceof JsonMappingException mapping ? place(mapping) : "";
    return new DamagedFactsException(where + e.getOriginalMessage(), e);
  }

  private static String place(JsonMappingException e) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append('.').append(step.getFieldName());
      }
    }
    return place.isEmpty() ? "" : place + ": ";
  }
}
