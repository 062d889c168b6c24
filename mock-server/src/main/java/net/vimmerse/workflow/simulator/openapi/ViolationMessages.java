package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Converts the errors of the schema validator to FastAPI's messages. */
final class ViolationMessages {

  private ViolationMessages() {}

  /** Tests whether a missing property is one of several of which one is required. */
  static boolean isAlternative(Error error) {
    return error.getKeyword().equals("required")
        && error.getEvaluationPath().toString().contains("/anyOf/");
  }

  /** Returns the violation of an object that has none of several properties. */
  static Violation ofAlternatives(List<Error> missing, List<Object> root, JsonNode document) {
    Violation first = of(missing.get(0), root, document);
    String names = missing.stream().map(Error::getProperty).collect(Collectors.joining(", "));
    return new Violation(
        first.loc(), "Field required: at least one of " + names, "missing", first.input());
  }

  /**
   * Returns the violation for an error.
   *
   * @param root the location of the validated value in the request
   * @param document contains the schemas
   */
  static Violation of(Error error, List<Object> root, JsonNode document) {
    List<Object> loc = new ArrayList<>(root);
    for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
      loc.add(error.getInstanceLocation().getElement(i));
    }
    JsonNode expected = error.getSchemaNode();
    JsonNode input = error.getInstanceNode();
    String keyword = error.getKeyword();
    String format = schema(error, document).path("format").asText();
    boolean timestamp = format.equals("timestamp");
    if (timestamp && keyword.equals("type")) {
      return new Violation(loc, "Input should be a valid datetime", "datetime_type", input);
    }
    if (timestamp && keyword.equals("pattern")) {
      return Violation.ofDate(loc, input, "invalid character in year");
    }
    return switch (keyword) {
      case "type" -> wrongType(loc, expected.asText(), input);
      case "enum" -> {
        String values = alternatives(expected);
        yield new Violation(
            loc, "Input should be " + values, "enum", input, Map.of("expected", values));
      }
      case "required" ->
          new Violation(with(loc, error.getProperty()), "Field required", "missing", input);
      case "additionalProperties" ->
          new Violation(
                  with(loc, error.getProperty()),
                  "Extra inputs are not permitted",
                  "extra_forbidden",
                  input.path(error.getProperty()))
              .withHint(
                  "'%s' is unknown here; known are %s"
                      .formatted(error.getProperty(), siblings(error, document)));
      case "pattern" ->
          new Violation(
              loc,
              format.equals("time-span")
                  ? "Input should be a duration such as 500ms, 20s, 1m30s or 2h"
                  : "String should match pattern '" + expected.asText() + "'",
              "string_pattern_mismatch",
              input,
              Map.of("pattern", expected.asText()));
      case "minLength" ->
          new Violation(
              loc,
              "String should have at least " + count(expected, "character"),
              "string_too_short",
              input,
              Map.of("min_length", expected.asInt()));
      case "maxLength" ->
          new Violation(
              loc,
              "String should have at most " + count(expected, "character"),
              "string_too_long",
              input,
              Map.of("max_length", expected.asInt()));
      case "minimum" ->
          new Violation(
              loc,
              "Input should be greater than or equal to " + expected.asText(),
              "greater_than_equal",
              input,
              Map.of("ge", expected.numberValue()));
      case "maximum" ->
          new Violation(
              loc,
              "Input should be less than or equal to " + expected.asText(),
              "less_than_equal",
              input,
              Map.of("le", expected.numberValue()));
      default -> new Violation(loc, error.getMessage(), error.getKeyword(), input);
    };
  }

  private static String count(JsonNode number, String unit) {
    return number.asText() + " " + unit + (number.asInt() == 1 ? "" : "s");
  }

  private static List<Object> with(List<Object> loc, String property) {
    List<Object> longer = new ArrayList<>(loc);
    longer.add(property);
    return longer;
  }

  private static Violation wrongType(List<Object> loc, String expected, JsonNode input) {
    return switch (expected) {
      case "string" -> new Violation(loc, "Input should be a valid string", "string_type", input);
      case "boolean" -> new Violation(loc, "Input should be a valid boolean", "bool_type", input);
      case "integer" -> new Violation(loc, "Input should be a valid integer", "int_type", input);
      case "number" -> new Violation(loc, "Input should be a valid number", "float_type", input);
      case "array" -> new Violation(loc, "Input should be a valid list", "list_type", input);
      default -> new Violation(loc, "Input should be a valid dictionary", "dict_type", input);
    };
  }

  /** Returns a violation of a parameter, which pydantic parses from text. */
  static Violation ofParameter(Violation violation, JsonNode text) {
    return switch (violation.type()) {
      case "bool_type" ->
          new Violation(
              violation.loc(),
              "Input should be a valid boolean, unable to interpret input",
              "bool_parsing",
              text);
      case "int_type" ->
          new Violation(
              violation.loc(),
              "Input should be a valid integer, unable to parse string as an integer",
              "int_parsing",
              text);
      default -> violation.withInput(text);
    };
  }

  /** Returns the properties of the schema that rejected one. */
  private static String siblings(Error error, JsonNode document) {
    return alternatives(
        schema(error, document)
            .path("properties")
            .propertyStream()
            .map(Map.Entry::getKey)
            .toList());
  }

  /** Returns the schema whose keyword was violated; a missing node for that of a parameter. */
  private static JsonNode schema(Error error, JsonNode document) {
    String keyword = error.getSchemaLocation().getFragment().toString();
    return document.at(JsonPointer.compile(keyword).head());
  }

  private static String alternatives(JsonNode values) {
    return alternatives(values.valueStream().map(JsonNode::asText).toList());
  }

  private static String alternatives(List<String> values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : i == values.size() - 1 ? " or " : ", ");
      text.append('\'').append(values.get(i)).append('\'');
    }
    return text.toString();
  }
}
