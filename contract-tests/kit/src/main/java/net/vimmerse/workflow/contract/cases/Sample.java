package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * A value made for a schema, to fit it or to miss it in one way.
 *
 * @param path from the value to the part that is meant: names of members, and numbers of items
 * @param what what that part is, for people; unique for its path
 * @param value the whole value
 * @param place the schema that is put to the test
 * @param keyword the keyword of it
 * @param fits whether the value fits
 */
record Sample(
    List<String> path,
    String what,
    JsonNode value,
    SchemaNode place,
    String keyword,
    boolean fits) {

  static Sample good(String what, JsonNode value, SchemaNode place, String keyword) {
    return new Sample(List.of(), what, value, place, keyword, true);
  }

  static Sample bad(String what, JsonNode value, SchemaNode place, String keyword) {
    return new Sample(List.of(), what, value, place, keyword, false);
  }

  /** The same one level up, as the member or item of this name in another value. */
  Sample in(String name, JsonNode whole) {
    List<String> longer = new ArrayList<>(List.of(name));
    longer.addAll(path);
    return new Sample(List.copyOf(longer), what, whole, place, keyword, fits);
  }

  /** The path as people write it. */
  String property() {
    return String.join(".", path);
  }
}
