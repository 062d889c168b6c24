package net.vimmerse.workflow.contract.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.vimmerse.workflow.contract.Fixtures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class BodyPropertyTest {

  @Test
  void every_property_of_a_body_is_listed_with_its_path() {
    assertThat(
            listed(
                "{properties: {title: {}, parts: {items: {properties: {pages: {}}}}}}",
                "{title: A, parts: [{pages: 1}, {pages: 2}]}"))
        .containsExactly(
            " = {\"title\":\"A\",\"parts\":[{\"pages\":1},{\"pages\":2}]}",
            "title = \"A\"",
            "parts = [{\"pages\":1},{\"pages\":2}]",
            "parts.* = {\"pages\":1}",
            "parts.*.pages = 1",
            "parts.* = {\"pages\":2}",
            "parts.*.pages = 2");
  }

  @Test
  void an_undocumented_property_is_listed_without_its_content() {
    List<BodyProperty> properties =
        properties("{properties: {title: {}}}", "{title: A, more: {a: 1}}");

    assertThat(properties).extracting(BodyProperty::path).containsExactly("", "title", "more");
    assertThat(properties).extracting(BodyProperty::documented).containsExactly(true, true, false);
    assertThat(properties.get(2).value()).hasToString("{\"a\":1}");
  }

  @Test
  void unconstrained_content_is_not_listed() {
    assertThat(listed("{type: object}", "{a: 1}")).hasSize(1);
    assertThat(listed("{additionalProperties: true, properties: {title: {}}}", "{a: 1}"))
        .hasSize(1);
    assertThat(listed("{type: array}", "[1]")).hasSize(1);
    assertThat(listed("{items: {}}", "text")).containsExactly(" = \"text\"");
  }

  @Test
  void the_values_of_a_map_share_one_path() {
    assertThat(
            listed(
                "{properties: {title: {}}, additionalProperties: {properties: {b: {}}}}",
                "{title: A, a: {b: 1}}"))
        .containsExactly(
            " = {\"title\":\"A\",\"a\":{\"b\":1}}", "title = \"A\"", "* = {\"b\":1}", "*.b = 1");
  }

  @Test
  void a_value_outside_an_open_set_is_unlisted() {
    String open = "{type: string, x-extensible-enum: [a, b]}";

    assertThat(unlisted(open, "c")).isTrue();
    assertThat(unlisted(open, "b")).isFalse();
    assertThat(unlisted("{allOf: [" + open + "]}", "c")).isTrue();
    assertThat(unlisted("{type: string}", "c")).isFalse();
  }

  private static boolean unlisted(String schema, String value) {
    return properties(schema, value).get(0).unlisted();
  }

  private static List<String> listed(String schema, String value) {
    return properties(schema, value).stream().map(it -> it.path() + " = " + it.value()).toList();
  }

  private static List<BodyProperty> properties(String schema, String value) {
    SchemaNode node = Fixtures.document("schema: " + schema).root().child("schema");
    return BodyProperty.of(node, Fixtures.value(value));
  }
}
