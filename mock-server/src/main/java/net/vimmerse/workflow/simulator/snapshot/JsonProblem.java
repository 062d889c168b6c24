package net.vimmerse.workflow.simulator.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says why JSON is not state, in words that do not name Java's types. */
final class JsonProblem {

  private JsonProblem() {}

  /** Returns the place, if it is known, and the problem. */
  static String of(JsonProcessingException e) {
    return e instanceof JsonMappingException mapping
        ? path(mapping) + problem(mapping)
        : e.getOriginalMessage();
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference segment : e.getPath()) {
      if (segment.getFieldName() == null) {
        path.append('[').append(segment.getIndex()).append(']');
      } else {
        path.append('.').append(segment.getFieldName());
      }
    }
    return path.isEmpty() ? "" : path + ": ";
  }

  private static String problem(JsonMappingException e) {
    if (e instanceof UnrecognizedPropertyException) {
      return "unknown property";
    }
    if (e instanceof InvalidTypeIdException unknown) {
      return "unknown type \"" + unknown.getTypeId() + "\"";
    }
    if (e instanceof InvalidFormatException format) {
      return "\"" + format.getValue() + "\" is not " + expected(format.getTargetType());
    }
    if (e instanceof MismatchedInputException mismatch) {
      return "expected " + expected(mismatch.getTargetType());
    }
    if (e instanceof ValueInstantiationException
        && e.getCause() instanceof IllegalArgumentException cause) {
      return String.valueOf(cause.getMessage());
    }
    return "a value is missing or is not valid";
  }

  private static String expected(Class<?> type) {
    if (type == Instant.class) {
      return "a time such as 2026-01-31T12:00:00Z";
    }
    if (type == Duration.class) {
      return "a duration such as PT20S";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == boolean.class || type == Boolean.class) {
      return "a boolean";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      String name = type.getSimpleName().toLowerCase(Locale.ROOT);
      return name.equals("double") ? "a number" : "an integer in range";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a string";
    }
    return Collection.class.isAssignableFrom(type)
        ? "an array"
        : Map.class.isAssignableFrom(type) || type.isRecord() || type.isInterface()
            ? "an object"
            : "another value";
  }
}
