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
 * The values of an open enum, one object for each text, so that {@code ==} works for all of them.
 * Values that are no constants are forgotten with the last use of them: a service can invent any
 * number.
 */
final class OpenSet<T> {
  private final Function<String, T> newValue;
  private final Map<String, T> constants = new LinkedHashMap<>();
  private final Map<String, WeakReference<T>> others = new WeakHashMap<>();

  OpenSet(Function<String, T> newValue) {
    this.newValue = newValue;
  }

  /** Called only while the enum's class is being initialized, which is what makes it safe. */
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
      // The key has to be the value's own text, to live as long as the value; put would keep an
      // older one.
      others.remove(text);
      others.put(text, new WeakReference<>(value));
    }
    return value;
  }
}
