package net.vimmerse.workflow.client.model;

import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Interns the values of an open enum, so that {@code ==} compares them. Values other than the
 * constants are garbage-collected when unused, because a service can send any number of them.
 */
final class OpenEnumValues<T> {
  private final Function<String, T> newValue;
  private final Map<String, T> constants = new LinkedHashMap<>();
  private final Map<String, WeakReference<T>> others = new WeakHashMap<>();

  OpenEnumValues(Function<String, T> newValue) {
    this.newValue = newValue;
  }

  /** Called only during the initialization of the enum's class, so that it needs no lock. */
  T constant(String text, T value) {
    constants.put(text, value);
    return value;
  }

  List<T> constants() {
    return List.copyOf(constants.values());
  }

  T of(String text) {
    T constant = constants.get(Objects.requireNonNull(text, "value == null"));
    return constant != null ? constant : other(text);
  }

  private synchronized T other(String text) {
    WeakReference<T> reference = others.get(text);
    @Nullable T value = reference == null ? null : reference.get();
    if (value == null) {
      value = newValue.apply(text);
      // The key must be the value's own string, which lives as long as the value; put alone would
      // keep an equal older key.
      others.remove(text);
      others.put(text, new WeakReference<>(value));
    }
    return value;
  }
}
