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
  void malformed_json_is_reported_with_its_offset(String json, int offset) {
    Violation violation = refused("application/json", json);

    assertThat(violation.loc()).isEqualTo(List.of("body", offset));
    assertThat(violation.type()).isEqualTo("json_invalid");
    assertThat(violation.msg()).isEqualTo("JSON decode error");
    assertThat(violation.input()).isEmpty();
    assertThat(violation.ctx()).containsOnlyKeys("error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1|Unexpected end-of-input: expected close marker for Object"
            + " (start marker at line 1, column 1)",
        "{\"a\":[1}|Unexpected close marker '}': expected ']'"
            + " (for Array starting at line 1, column 6)",
        "{\"a\":1} {}|unexpected content after the end of the value",
        "{\"a\":NaN}|Non-standard token 'NaN'"
      })
  void json_errors_do_not_mention_java(String json, String message) {
    assertThat(reason(json)).isEqualTo(message);
  }

  @Test
  void excessive_nesting_or_length_is_reported_with_the_limit() {
    assertThat(reason("[".repeat(2_000)))
        .endsWith("Document nesting depth (1001) exceeds the maximum allowed (1000)");
    assertThat(reason("{\"a\":" + "9".repeat(1_200) + "}"))
        .endsWith("Number value length (1200) exceeds the maximum allowed (1000)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "\"text\"", "1", "true", "null"})
  void json_other_than_an_object_is_rejected(String json) {
    Violation violation = refused("application/json", json);

    assertThat(violation.loc()).isEqualTo(List.of("body"));
    assertThat(violation.type()).isEqualTo("model_attributes_type");
    assertThat(violation.input()).hasToString(json);
  }

  @Test
  void an_empty_body_counts_as_missing() {
    assertThat(refused("application/json", "").type()).isEqualTo("missing");
    assertThat(refused("application/json", "").input().isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/jsonx", "application/xml", "json", ""})
  void other_content_types_are_rejected_with_a_hint(String contentType) {
    assertThat(refused(contentType, "{}").hint()).contains("application/json");
    assertThat(refused(contentType, "{}").input().asText()).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON; charset=utf-8", "application/vnd.api+json"})
  void the_content_types_of_json_are_accepted(String contentType) {
    assertThat(JsonBody.read(contentType, utf8("{}"))).isInstanceOf(JsonBody.Parsed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"title\": \"\\ud800\"}", "{\"\\udc00\": 1}", "{\"a\": [\"x\\udc00\\ud800\"]}"})
  void an_unpaired_surrogate_is_rejected(String body) {
    assertThat(refused("application/json", body).ctx())
        .containsEntry("error", "unpaired surrogate");
  }

  @Test
  void a_pair_of_surrogates_is_accepted() {
    assertThat(JsonBody.read("application/json", utf8("{\"title\": \"\\ud83d\\ude80\"}")))
        .isInstanceOf(JsonBody.Parsed.class);
  }

  @Test
  void a_body_of_too_many_values_is_rejected() {
    // The brackets and the name of the property count, too.
    String most = "{\"a\": [" + "1,".repeat(JsonBody.MAX_TOKENS - 6) + "1]}";

    assertThat(JsonBody.read("application/json", utf8(most))).isInstanceOf(JsonBody.Parsed.class);
    assertThat(refused("application/json", most.replace("1]", "1,1]")).ctx())
        .containsEntry("error", "more than 10000 names, values and brackets");
  }

  @Test
  void a_body_without_content_type_is_rejected() {
    assertThat(JsonBody.read(null, utf8("{}"))).isInstanceOf(JsonBody.Refused.class);
  }

  @Test
  void duplicate_properties_are_rejected() {
    assertThat(refused("application/json", "{\"title\":\"a\",\"title\":\"b\"}").type())
        .isEqualTo("json_invalid");
  }

  @Test
  void encodings_other_than_utf_8_are_rejected() {
    byte[] latin1 = "{\"title\":\"Zürich\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(((JsonBody.Refused) JsonBody.read("application/json", latin1)).violation().ctx())
        .containsEntry("error", "the body is not valid UTF-8");
  }

  @Test
  void extreme_nesting_is_rejected_as_malformed_json() {
    assertThat(refused("application/json", "{\"a\":" + "[".repeat(500_000)).type())
        .isEqualTo("json_invalid");
  }

  private static String reason(String json) {
    return String.valueOf(refused("application/json", json).ctx().get("error"));
  }

  private static Violation refused(String contentType, String json) {
    return ((JsonBody.Refused) JsonBody.read(contentType, utf8(json))).violation();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
