package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * A value made for a schema, valid or with one error.
 *
 * @param path from the value to the tested part: names of properties and indexes of items
 * @param what a description of that part; unique for its path
 * @param value the whole value
 * @param node the schema under test
 * @param keyword the keyword under test
 * @param fits true if the value is valid
 */
record Sample(
    List<String> path, String what, JsonNode value, SchemaNode node, String keyword, boolean fits) {

  static Sample good(String what, JsonNode value, SchemaNode node, String keyword) {
    return new Sample(List.of(), what, value, node, keyword, true);
  }

  static Sample bad(String what, JsonNode value, SchemaNode node, String keyword) {
    return new Sample(List.of(), what, value, node, keyword, false);
  }

  /** Returns this sample as the property or item of another value. */
  Sample in(String name, JsonNode whole) {
    List<String> longer = new ArrayList<>(List.of(name));
    longer.addAll(path);
    return new Sample(List.copyOf(longer), what, whole, node, keyword, fits);
  }

  /** Returns the path with dots. */
  String property() {
    return String.join(".", path);
  }
}
