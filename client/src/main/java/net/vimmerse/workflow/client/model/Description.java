package net.vimmerse.workflow.client.model;

import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The text of a model: its class and what is set. */
final class Description {
  private final StringJoiner text;

  Description(String className) {
    text = new StringJoiner(", ", className + "{", "}");
  }

  void add(String name, @Nullable Object value, boolean nullIsShown) {
    if (value != null || nullIsShown) {
      text.add(name + "=" + value);
    }
  }

  String toString(Map<String, @Nullable Object> additionalFields) {
    additionalFields.forEach((name, value) -> add(name, value, true));
    return text.toString();
  }
}
