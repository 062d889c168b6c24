package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Thrown when a request is valid by the document, but makes no sense. */
final class BadRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String in;
  private final String name;

  BadRequestException(String in, String name, String message) {
    super(message);
    this.in = in;
    this.name = name;
  }

  /**
   * Returns the result of {@code action}, which reads a property of the body.
   *
   * @throws BadRequestException if it throws an {@link IllegalArgumentException}
   */
  static <T> T checked(String property, Supplier<T> action) {
    try {
      return action.get();
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("body", property, String.valueOf(e.getMessage()));
    }
  }

  /** Runs {@code action} as {@link #checked} does. */
  static void check(String property, Runnable action) {
    checked(
        property,
        () -> {
          action.run();
          return property;
        });
  }

  List<Object> loc() {
    return List.of(in, name);
  }

  /** Returns the invalid value of the request; null in JSON if it was not sent. */
  JsonNode input(ObjectNode body, Map<String, String> query) {
    if (in.equals("body")) {
      return body.path(name);
    }
    return query.containsKey(name) ? TextNode.valueOf(query.get(name)) : NullNode.getInstance();
  }
}
