package net.vimmerse.workflow.simulator.cli;

import net.vimmerse.workflow.simulator.namespace.RateLimit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts options such as {@code 10/1s}. */
final class RateLimitConverter implements ITypeConverter<RateLimit> {

  @Override
  public RateLimit convert(String text) {
    try {
      return RateLimit.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
