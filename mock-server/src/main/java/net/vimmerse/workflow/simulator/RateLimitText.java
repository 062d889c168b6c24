package net.vimmerse.workflow.simulator;

import net.vimmerse.workflow.simulator.world.RateLimit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Rate limits on the command line, such as {@code 10/1s}. */
final class RateLimitText implements ITypeConverter<RateLimit> {

  @Override
  public RateLimit convert(String text) {
    try {
      return RateLimit.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
