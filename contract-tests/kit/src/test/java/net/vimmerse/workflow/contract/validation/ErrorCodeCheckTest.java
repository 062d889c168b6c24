package net.vimmerse.workflow.contract.validation;

import static org.assertj.core.api.Assertions.assertThat;

import net.vimmerse.workflow.contract.Fixtures;
import okio.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class ErrorCodeCheckTest {
  private static final ContractValidator VALIDATOR =
      ContractValidator.of(
          Fixtures.document(
              """
              paths:
                /books:
                  get:
                    responses:
                      '200': {content: {application/json: {example: {code: FINE}}}}
                      '400': {content: {application/json: {examples: {a: {value: {code: A}}, b: {value: {code: B}}}}}}
                      '404': {content: {application/json: {example: {code: GONE}}}}
                      '500': {content: {application/json: {example: {message: Sorry}}}}
              """));

  @Test
  void a_documented_code_is_correct() {
    assertThat(message(404, "{\"code\": \"GONE\"}")).isEmpty();
    assertThat(message(400, "{\"code\": \"B\"}")).isEmpty();
  }

  @Test
  void another_code_is_reported_with_the_documented_ones() {
    assertThat(message(404, "{\"code\": \"A\"}"))
        .isEqualTo("the error code is \"A\";" + " the document shows \"GONE\"");
    assertThat(message(400, "{\"code\": \"C\"}")).endsWith("the document shows [\"A\", \"B\"]");
  }

  @Test
  void without_a_code_nothing_is_reported() {
    assertThat(message(200, "{\"code\": \"OTHER\"}")).isEmpty();
    assertThat(message(404, "{\"code\": 7}")).isEmpty();
    assertThat(message(404, "{}")).isEmpty();
    assertThat(message(404, "gone")).isEmpty();
    assertThat(message(500, "{\"code\": \"ANY\"}")).isEmpty();
  }

  private static String message(int status, String body) {
    RecordedExchange exchange =
        Fixtures.exchange("GET", "/books", status).withResponseBody(ByteString.encodeUtf8(body));
    return ErrorCodeCheck.message(VALIDATOR, exchange).orElse("");
  }
}
