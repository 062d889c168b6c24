package net.vimmerse.workflow.simulator.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,}|7",
        "{\"a\" 1}|5",
        "{\"a\":1} x|8",
        "{'a':1}|1",
        "{\"a\":tru}|5",
        "{\"a\":1|6"
      })
  void broken_json_is_reported_with_the_offset_of_the_fault(String json, int offset) {
    Violation violation = refused("application/json", json);

    assertThat(violation.loc()).isEqualTo(List.of("body", offset));
    assertThat(violation.type()).isEqualTo("json_invalid");
    assertThat(violation.msg()).startsWith("JSON decode error: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1|JSON decode error: Unexpected end-of-input: expected close marker for Object"
            + " (start marker at line 1, column 1)",
        "{\"a\":[1}|JSON decode error: Unexpected close marker '}': expected ']'"
            + " (for Array starting at line 1, column 6)",
        "{\"a\":1} {}|JSON decode error: unexpected content after the end of the value",
        "{\"a\":NaN}|JSON decode error: Non-standard token 'NaN'"
      })
  void json_errors_do_not_mention_java(String json, String message) {
    assertThat(refused("application/json", json).msg()).isEqualTo(message);
  }

  @Test
  void what_is_too_deep_or_too_long_is_told_with_the_limit() {
    assertThat(refused("application/json", "[".repeat(2_000)).msg())
        .endsWith("Document nesting depth (1001) exceeds the maximum allowed (1000)");
    assertThat(refused("application/json", "{\"a\":" + "9".repeat(1_200) + "}").msg())
        .endsWith("Number value length (1200) exceeds the maximum allowed (1000)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "\"text\"", "1", "true", "null"})
  void json_that_is_no_object_is_rejected(String json) {
    Violation violation = refused("application/json", json);

    assertThat(violation.loc()).isEqualTo(List.of("body"));
    assertThat(violation.type()).isEqualTo("model_attributes_type");
  }

  @Test
  void an_empty_body_is_a_missing_one() {
    assertThat(refused("application/json", "").type()).isEqualTo("missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/jsonx", "application/xml", "json", ""})
  void another_content_type_is_rejected_and_the_right_one_named(String contentType) {
    assertThat(refused(contentType, "{}").msg()).contains("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8"})
  void the_documented_content_type_is_read(String contentType) {
    assertThat(JsonBody.read(contentType, utf8("{}"))).isInstanceOf(JsonBody.Parsed.class);
  }

  @Test
  void a_body_without_content_type_is_rejected() {
    assertThat(JsonBody.read(null, utf8("{}"))).isInstanceOf(JsonBody.Refused.class);
  }

  @Test
  void a_body_with_a_property_twice_is_broken_json() {
    assertThat(refused("application/json", "{\"title\":\"a\",\"title\":\"b\"}").type())
        .isEqualTo("json_invalid");
  }

  @Test
  void a_body_in_another_encoding_is_rejected() {
    byte[] latin1 = "{\"title\":\"Zürich\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(((JsonBody.Refused) JsonBody.read("application/json", latin1)).violation().msg())
        .contains("not valid UTF-8");
  }

  @Test
  void endless_nesting_is_broken_json_and_nothing_worse() {
    assertThat(refused("application/json", "{\"a\":" + "[".repeat(500_000)).type())
        .isEqualTo("json_invalid");
  }

  private static Violation refused(String contentType, String json) {
    return ((JsonBody.Refused) JsonBody.read(contentType, utf8(json))).violation();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
