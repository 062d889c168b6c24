package net.vimmerse.workflow.client.model;

import com.google.gson.ToNumberStrategy;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads a free-form number as the simplest type that holds it exactly. */
final class ExactNumber implements ToNumberStrategy {
  /** A longer exponent is kept out of BigInteger, which would spell out every digit. */
  private static final int LONGEST_INTEGER = 100;

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
      if (number.precision() > LONGEST_INTEGER) {
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
