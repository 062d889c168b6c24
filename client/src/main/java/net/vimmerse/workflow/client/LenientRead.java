package net.vimmerse.workflow.client;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads properties without which the client can go on. */
final class LenientRead {
  private LenientRead() {}

  /** Returns null if the property is not set, or was received in an undocumented form. */
  static <T> @Nullable T of(Supplier<@Nullable T> property) {
    try {
      return property.get();
    } catch (IllegalStateException e) {
      return null;
    }
  }
}
