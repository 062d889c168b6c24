package net.vimmerse.workflow.contract.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.contract.Fixtures;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("pit")
class BodyValidatorTest {
  private static final Document DOCUMENT =
      Fixtures.document(
          """
          none: {}
          json: {content: {Application/JSON: {schema: {type: object, properties: {a: {type: integer}}}}}}
          problem: {content: {application/problem+json: {schema: {type: integer}}}}
          text: {content: {text/plain: {schema: {type: integer}}}}
          picture: {content: {image/*: {}}}
          anything: {content: {'*/*': {schema: {type: integer}}, text/*: {schema: {type: string}}}}
          """);

  @Test
  void a_body_without_documented_content_is_unexpected() {
    assertThat(found("none", null, "")).isEmpty();
    assertThat(found("none", "text/plain", "a")).containsExactly("UNEXPECTED_BODY");
  }

  @Test
  void a_documented_body_must_not_be_empty() {
    assertThat(found("json", "application/json", "")).containsExactly("MISSING_BODY");
    assertThat(found("picture", "image/png", "")).containsExactly("MISSING_BODY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "APPLICATION/Json",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\""
      })
  void a_content_type_matches_in_any_case_and_with_a_utf_8_charset(String type) {
    assertThat(found("json", type, "{\"a\": 1}")).isEmpty();
    assertThat(found("json", type, "{\"a\": null}")).containsExactly("INVALID_BODY /a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json; charset=utf-16", "text/json", "application/xml", "json", ""})
  void any_other_content_type_is_wrong(String type) {
    assertThat(found("json", type, "{}")).containsExactly("WRONG_CONTENT_TYPE Content-Type");
  }

  @Test
  void a_missing_content_type_is_reported_with_the_documented_ones() {
    assertThat(violations("json", null, "{}"))
        .extracting(Violation::message)
        .containsExactly("must be one of [Application/JSON], not null");
  }

  @ParameterizedTest
  @CsvSource({
    "picture,image/png,a,",
    "picture,text/plain,a,WRONG_CONTENT_TYPE Content-Type",
    "text,text/plain; charset=latin1,a,",
    "problem,application/problem+json,1,",
    "problem,application/problem+json; a=b,true,INVALID_BODY",
    "anything,text/json,1,INVALID_BODY",
    "anything,text/json,'\"a\"',",
    "anything,application/json,1,",
    "anything,application/json,'\"a\"',INVALID_BODY",
    "anything,image/png,a,"
  })
  void a_content_type_matches_exactly_or_by_range_and_only_JSON_is_parsed(
      String holder, String type, String body, String expected) {
    assertThat(found(holder, type, body))
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{} {}", "{\"a\": 1, \"a\": 1}"})
  void anything_but_JSON_is_malformed(String body) {
    assertThat(violations("json", "application/json", body))
        .singleElement()
        .asString()
        .contains("MALFORMED_BODY: must be JSON: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": NaN}",
        "{\"a\": 1, \"a\": 1}",
        "{'a': 1}",
        "/* */ {}",
        "{\"a\": [1",
        "{\"a\": 1,}",
        "{\"a\": \"\u0001\"}",
        "title=text",
        "{} {}"
      })
  void settings_and_positions_of_the_parser_are_in_no_message(String body) {
    assertThat(violations("json", "application/json", body))
        .singleElement()
        .satisfies(it -> assertThat(it.message()).doesNotContain("Feature", "`", "Source"));
  }

  @Test
  void JSON_must_be_UTF_8() {
    ByteString bytes = ByteString.decodeHex("7b2261223a22ff227d");

    assertThat(violations("json", "application/json", bytes, it -> it))
        .singleElement()
        .asString()
        .contains("MALFORMED_BODY: must be UTF-8");
  }

  @Test
  void the_schema_can_be_replaced() {
    SchemaNode integer = DOCUMENT.at("/problem/content/application~1problem+json/schema");

    assertThat(violations("json", "application/json", ByteString.encodeUtf8("1"), it -> integer))
        .isEmpty();
  }

  private static List<String> found(String holder, String type, String body) {
    return violations(holder, type, body).stream()
        .map(it -> (it.kind() + " " + it.at()).strip())
        .toList();
  }

  private static List<Violation> violations(String holder, String type, String body) {
    return violations(holder, type, ByteString.encodeUtf8(body), it -> it);
  }

  private static List<Violation> violations(
      String holder, String type, ByteString body, UnaryOperator<SchemaNode> adjust) {
    ViolationCollector violations = new ViolationCollector(Direction.REQUEST, "operation", 200);
    Headers headers = type == null ? Headers.EMPTY : Headers.of("Content-Type", type);
    new BodyValidator(DOCUMENT, violations)
        .validate(DOCUMENT.root().child(holder), headers, body, adjust);
    return violations.list();
  }
}
