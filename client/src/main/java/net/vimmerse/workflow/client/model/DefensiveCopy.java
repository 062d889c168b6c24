package net.vimmerse.workflow.client.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Copies values deeply into unmodifiable ones. */
final class DefensiveCopy {
  private DefensiveCopy() {}

  /**
   * Returns a modifiable, shallow copy; null for null.
   *
   * @throws NullPointerException if an item is null
   */
  static <T> @Nullable List<T> modifiableList(String name, @Nullable List<T> list) {
    if (list == null) {
      return null;
    }
    for (T item : list) {
      Objects.requireNonNull(item, () -> name + " contains null");
    }
    return new ArrayList<>(list);
  }

  /** Drops null items: a caller cannot set them, and those that are read have no meaning. */
  @SuppressWarnings("unchecked") // A copy has the type of the original.
  static <T> @Nullable List<T> list(@Nullable List<T> list) {
    if (list == null) {
      return null;
    }
    List<T> copy = new ArrayList<>(list.size());
    for (T item : list) {
      if (item != null) {
        copy.add((T) value(item));
      }
    }
    return Collections.unmodifiableList(copy);
  }

  @SuppressWarnings("unchecked") // A copy has the type of the original.
  static <T> @Nullable Map<String, T> map(@Nullable Map<String, T> map) {
    if (map == null) {
      return null;
    }
    Map<String, T> copy = new LinkedHashMap<>();
    map.forEach((key, item) -> copy.put(key, (T) value(item)));
    return Collections.unmodifiableMap(copy);
  }

  static Map<String, @Nullable Object> mapOrEmpty(Map<String, @Nullable Object> map) {
    return map.isEmpty() ? Map.of() : Objects.requireNonNull(map(map));
  }

  static @Nullable Object value(@Nullable Object value) {
    if (value instanceof List) {
      List<@Nullable Object> copy = new ArrayList<>();
      ((List<?>) value).forEach(item -> copy.add(value(item)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Map) {
      Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((key, item) -> copy.put(key, value(item)));
      return Collections.unmodifiableMap(copy);
    }
    return value;
  }
}
