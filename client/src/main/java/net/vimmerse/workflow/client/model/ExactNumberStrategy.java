package net.vimmerse.workflow.client.model;

import com.google.gson.ToNumberStrategy;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Reads a free-form number exactly: as a Long or Double if possible, or else as a BigInteger or
 * BigDecimal.
 */
final class ExactNumberStrategy implements ToNumberStrategy {
  /** A longer number stays a BigDecimal, which is cheap; converting it takes quadratic time. */
  private static final int MAX_INTEGER_DIGITS = 100;

  @Override
  public Number readNumber(JsonReader in) throws IOException {
    String text = in.nextString();
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      return Double.valueOf(text);
    }
    if (text.chars().allMatch(c -> c == '-' || Character.isDigit(c))) {
      if (number.precision() > MAX_INTEGER_DIGITS) {
        return number;
      }
      BigInteger integer = number.toBigInteger();
      return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
    }
    double nearest = number.doubleValue();
    boolean exact =
        !Double.isInfinite(nearest)
            && new BigDecimal(Double.toString(nearest)).compareTo(number) == 0;
    return exact ? (Number) nearest : number;
  }
}
