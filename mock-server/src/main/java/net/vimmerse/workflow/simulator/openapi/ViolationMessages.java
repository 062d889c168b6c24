package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Converts the errors of the schema validator to FastAPI's messages. */
final class ViolationMessages {

  private ViolationMessages() {}

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
    return switch (error.getKeyword()) {
      case "type" -> wrongType(loc, expected.asText());
      case "enum" -> new Violation(loc, "Input should be " + alternatives(expected), "enum");
      case "required" -> new Violation(with(loc, error.getProperty()), "Field required", "missing");
      case "additionalProperties" ->
          new Violation(
              with(loc, error.getProperty()),
              "Extra inputs are not permitted; expected " + siblings(error, document),
              "extra_forbidden");
      case "pattern" ->
          new Violation(
              loc,
              "String should match pattern '" + expected.asText() + "'",
              "string_pattern_mismatch");
      case "minLength" ->
          new Violation(
              loc,
              "String should have at least " + expected.asText() + " characters",
              "string_too_short");
      case "maxLength" ->
          new Violation(
              loc,
              "String should have at most " + expected.asText() + " characters",
              "string_too_long");
      default -> new Violation(loc, error.getMessage(), error.getKeyword());
    };
  }

  private static List<Object> with(List<Object> loc, String property) {
    List<Object> longer = new ArrayList<>(loc);
    longer.add(property);
    return longer;
  }

  private static Violation wrongType(List<Object> loc, String expected) {
    return switch (expected) {
      case "string" -> new Violation(loc, "Input should be a valid string", "string_type");
      case "boolean" -> new Violation(loc, "Input should be a valid boolean", "bool_type");
      case "integer" -> new Violation(loc, "Input should be a valid integer", "int_type");
      case "number" -> new Violation(loc, "Input should be a valid number", "float_type");
      case "array" -> new Violation(loc, "Input should be a valid list", "list_type");
      default -> new Violation(loc, "Input should be a valid dictionary", "dict_type");
    };
  }

  /** Returns the properties of the schema that rejected one. */
  private static String siblings(Error error, JsonNode document) {
    String keyword = error.getSchemaLocation().getFragment().toString();
    JsonPointer schema = JsonPointer.compile(keyword).head();
    return alternatives(
        document.at(schema).path("properties").propertyStream().map(Map.Entry::getKey).toList());
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
