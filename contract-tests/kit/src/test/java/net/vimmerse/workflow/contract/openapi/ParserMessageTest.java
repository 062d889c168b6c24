package net.vimmerse.workflow.contract.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("pit")
class ParserMessageTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static Stream<String> faultyTexts() {
    return Stream.of(
        "",
        "{",
        "{\"a\": NaN}",
        "{\"a\": Infinity}",
        "{\"a\": 01}",
        "{\"a\": +1}",
        "{\"a\": .5}",
        "{\"a\": 1.}",
        "{'a': 1}",
        "{a: 1}",
        "{\"a\": 1,}",
        "[1,,2]",
        "{\"a\": \"b\nc\"}",
        "{\"a\": \"\\x\"}",
        "{\"a\": 1, \"a\": 2}",
        "{} {}",
        "{} // x",
        "// x",
        "<html>",
        "title=a",
        "tru",
        "{\"a\": \"b",
        "]",
        "1".repeat(2000),
        "[".repeat(2000),
        "{\"" + "a".repeat(60_000) + "\": 1}");
  }

  @ParameterizedTest
  @MethodSource("faultyTexts")
  void a_reason_names_no_setting_and_no_class_of_the_parser(String json) {
    JsonProcessingException e =
        catchThrowableOfType(JsonProcessingException.class, () -> JSON.readTree(json));

    if (e == null) {
      assertThat(json).isEmpty(); // Nothing is no error of this parser.
      return;
    }
    assertThat(ParserMessage.reason(e))
        .hasLineCount(1)
        .doesNotContain(
            "`", "com.fasterxml", "Source", "Feature", "Constraints", "enable", "[Source")
        .hasSizeLessThan(200);
  }

  @Test
  void the_line_is_named() {
    JsonProcessingException e =
        catchThrowableOfType(
            JsonProcessingException.class, () -> new YAMLMapper().readTree("a: 1\nb: [\n"));

    assertThat(ParserMessage.of(e))
        .hasLineCount(1)
        .startsWith("while parsing")
        .contains(" in line ");
  }

  @Test
  void any_other_message_is_one_line() {
    assertThat(ParserMessage.of(new IOException("a\nb"))).isEqualTo("a");
    assertThat(ParserMessage.of(new IOException())).isEqualTo("null");
  }
}
