package net.vimmerse.workflow.client.model;

import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Builds a model's string: its class name and the properties that are set. */
final class ToStringBuilder {
  private final StringJoiner text;

  ToStringBuilder(String className) {
    text = new StringJoiner(", ", className + "{", "}");
  }

  void add(String name, @Nullable Object value, boolean includeNull) {
    if (value != null || includeNull) {
      text.add(name + "=" + value);
    }
  }

  String toString(Map<String, @Nullable Object> additionalProperties) {
    additionalProperties.forEach((name, value) -> add(name, value, true));
    return text.toString();
  }
}
