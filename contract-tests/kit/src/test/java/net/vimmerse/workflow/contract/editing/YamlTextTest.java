package net.vimmerse.workflow.contract.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
  private static final String TEXT =
      """
      # A comment above all.
      first: 1   # one
      list: [a, b]

      # A heading.
      map:
        text: |
          Some lines,
          # not a comment.

        items:
          - a: 1
            b: 2
          # Above the second.
          - a: 3
        flow: {x: 1, y: "2"}
      # A comment below all.
      """;

  private static List<String> path(String text) {
    return List.of(text.split("/"));
  }

  @Test
  void a_value_is_replaced_and_everything_else_stays() {
    YamlText edited =
        YamlText.of(TEXT)
            .set(path("first"), "2")
            .set(path("list"), "[c]")
            .set(path("map/flow/y"), "3")
            .set(path("map/items/1/a"), "4");

    assertThat(edited)
        .hasToString(
            TEXT.replace("first: 1 ", "first: 2 ")
                .replace("[a, b]", "[c]")
                .replace("\"2\"", "3")
                .replace("a: 3", "a: 4"));
  }

  @Test
  void a_key_is_added_behind_the_others() {
    YamlText edited =
        YamlText.of(TEXT).set(path("map/items/0/c"), "x").set(path("map/flow/z"), "4");

    assertThat(edited)
        .hasToString(
            TEXT.replace("b: 2", "b: 2\n      c: x").replace("y: \"2\"}", "y: \"2\", z: 4}"));
  }

  @Test
  void entries_and_items_are_removed_with_their_lines() {
    YamlText edited =
        YamlText.of(TEXT).remove(path("map/text")).remove(path("map/items/0")).remove(path("none"));

    assertThat(edited.toString())
        .contains("map:\n\n  items:\n    # Above the second.\n    - a: 3\n")
        .doesNotContain("Some lines", "not a comment", "b: 2");
  }

  @Test
  void lines_are_inserted_and_replaced_at_the_indentation_of_their_place() {
    YamlText edited =
        YamlText.of(TEXT)
            .addAfter(path("map/text"), List.of("more:", "  deep: 1"))
            .add(path("map/items"), List.of("- a: 5"))
            .replace(path("first"), List.of("first:", "  - 1"));

    assertThat(edited)
        .hasToString(
            TEXT.replace("not a comment.\n", "not a comment.\n  more:\n    deep: 1\n")
                .replace("    - a: 3\n", "    - a: 3\n    - a: 5\n")
                .replace("first: 1   # one", "first:\n  - 1"));
  }

  @Test
  void a_block_becomes_one_line() {
    assertThat(YamlText.of("a:\n  - 1\n  - 2\nb: 3\n").set(path("a"), "[4]"))
        .hasToString("a: [4]\nb: 3\n");
  }

  @Test
  void a_comment_that_names_the_source_of_the_old_value_goes() {
    assertThat(
            YamlText.of("a: 1 # neighbouring\nb: 1 # kept\n")
                .set(path("a"), "2")
                .set(path("b"), "2"))
        .hasToString("a: 2\nb: 2 # kept\n");
  }

  @Test
  void line_ends_and_a_missing_one_at_the_end_stay() {
    String text = "a:\r\n  b: 1\r\nc: ü😀\r\nd: 2";

    assertThat(YamlText.of(text).set(path("a/x"), "3").set(path("d"), "4").set(path("e"), "5"))
        .hasToString("a:\r\n  b: 1\r\n  x: 3\r\nc: ü😀\r\nd: 4\r\ne: 5\r\n");
  }

  @Test
  void what_cannot_be_edited_names_its_line() {
    assertThatThrownBy(() -> YamlText.of("a: 1\nb: {c: 1}\n").remove(path("b/c")))
        .hasMessage("line 2: write b in block style, one entry a line");
    assertThatThrownBy(() -> YamlText.of("a: [b: 1]\n").add(path("a"), List.of("- c")))
        .hasMessageStartingWith("line 1: write a in block style");
    assertThatThrownBy(() -> YamlText.of("- a")).hasMessage("not a mapping");
    assertThatThrownBy(() -> YamlText.of("a: [")).hasMessageContaining("line 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Giant Me", "Shows a person, as a giant's friend.", "image/png", "A"})
  void ordinary_text_needs_no_quotes(String text) {
    assertThat(YamlText.scalar(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "16:9",
        "2D",
        "yes",
        "Null",
        "''",
        "a: b",
        "a #b",
        "360 @ Safari",
        "- a",
        "[a]",
        "It's \"x\"",
        "-1",
      })
  void other_text_is_quoted_and_means_the_same(String text) {
    assertThat(YamlText.scalar(text)).startsWith("\"").endsWith("\"");
    assertThat(net.vimmerse.workflow.contract.Fixtures.value(YamlText.scalar(text)).textValue())
        .isEqualTo(text);
    assertThat(
            net.vimmerse.workflow.contract.Fixtures.value(YamlText.list(List.of(text, "a, b")))
                .toString())
        .isEqualTo(
            new com.fasterxml.jackson.databind.ObjectMapper()
                .valueToTree(List.of(text, "a, b"))
                .toString());
  }
}
