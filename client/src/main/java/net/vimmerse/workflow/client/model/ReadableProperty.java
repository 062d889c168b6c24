package net.vimmerse.workflow.client.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a property that is not set from one that was received in an undocumented form. */
final class ReadableProperty {
  private ReadableProperty() {}

  static <T> @Nullable T value(
      @Nullable T value,
      Map<String, @Nullable Object> additionalProperties,
      String model,
      String name) {
    if (value == null && additionalProperties.get(name) != null) {
      throw new IllegalStateException(
          model
              + " was received with "
              + name
              + " in an undocumented form: additionalProperties() has its value");
    }
    return value;
  }

  static <T> List<T> list(
      @Nullable List<T> value,
      Map<String, @Nullable Object> additionalProperties,
      String model,
      String name) {
    List<T> list = value(value, additionalProperties, model, name);
    return list == null ? List.of() : list;
  }

  static <T> Map<String, T> map(
      @Nullable Map<String, T> value,
      Map<String, @Nullable Object> additionalProperties,
      String model,
      String name) {
    Map<String, T> map = value(value, additionalProperties, model, name);
    return map == null ? Map.of() : map;
  }
}
