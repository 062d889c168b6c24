package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Rejects what is JSON but excluded by I-JSON (RFC 7493), since not every program can process it:
 * numbers beyond the range of a double, such as {@code 1e999999999}, which take a line to send but
 * gigabytes to write out, and unpaired surrogates, which no encoding can represent.
 */
public final class InteroperableParser extends JsonParserDelegate {

  private static final int MAX_EXPONENT = 400;

  private final long maxTokens;
  private long tokens;

  private InteroperableParser(JsonParser parser, long maxTokens) {
    super(parser);
    this.maxTokens = maxTokens;
  }

  /** Returns a parser of the same tokens. */
  public static JsonParser in(JsonParser parser) {
    return new InteroperableParser(parser, Long.MAX_VALUE);
  }

  /**
   * Returns a parser of the same tokens that rejects more than a number of them: many small values
   * take a thousand times the memory of their text, if each is a violation.
   */
  static JsonParser in(JsonParser parser, long maxTokens) {
    return new InteroperableParser(parser, maxTokens);
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    tokens += token == null ? 0 : 1;
    if (tokens > maxTokens) {
      throw new StreamConstraintsException(
          "more than " + maxTokens + " names, values and brackets", currentTokenLocation());
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT && !isSmall(getText())) {
      throw new StreamConstraintsException(
          "number is out of range: its exponent may be at most " + MAX_EXPONENT,
          currentTokenLocation());
    }
    if ((token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)
        && hasUnpairedSurrogate(getText())) {
      throw new StreamConstraintsException("unpaired surrogate", currentTokenLocation());
    }
    return token;
  }

  private static boolean hasUnpairedSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        // By code point, it is the half of no pair.
        return text.codePoints().anyMatch(InteroperableParser::isSurrogate);
      }
    }
    return false;
  }

  private static boolean isSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  private static boolean isSmall(String number) {
    try {
      BigDecimal value = new BigDecimal(number);
      return Math.abs((long) value.precision() - value.scale()) <= MAX_EXPONENT;
    } catch (NumberFormatException e) {
      // Its exponent is not even an int; YAML also has .inf and .nan.
      return number.startsWith(".") || number.startsWith("-.") || number.startsWith("+.");
    }
  }
}
