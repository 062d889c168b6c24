package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Objects;

/** Checks the values that option builders are given. */
final class Preconditions {
  private Preconditions() {}

  static Duration checkDuration(String name, Duration duration, Duration max) {
    Objects.requireNonNull(duration, () -> name + " == null");
    if (duration.isNegative() || duration.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          name + " must be between 0 and " + max.toDays() + " d: " + duration);
    }
    return duration;
  }

  static int checkNotNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " < 0: " + value);
    }
    return value;
  }
}
