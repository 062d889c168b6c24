package net.vimmerse.workflow.contract.validation;

import static org.assertj.core.api.Assertions.assertThat;

import net.vimmerse.workflow.contract.Fixtures;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import okio.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class JsonResponseTest {
  private static final Document DOCUMENT =
      Fixtures.document(
          """
          paths:
            /books:
              get:
                operationId: list
                responses:
                  '200':
                    content:
                      application/json:
                        schema: {required: [data], properties: {data: {type: integer}}}
          """);

  private final RecordedExchange list =
      Fixtures.exchange("GET", "/books?page=1", 200)
          .withResponseBody(ByteString.encodeUtf8("{\"data\": 1}"));

  @Test
  void a_response_has_its_operation_and_schema() {
    JsonResponse response = JsonResponse.of(ContractValidator.of(DOCUMENT), list).orElseThrow();

    assertThat(response.operation().id()).isEqualTo("list");
    assertThat(response.schema().name()).isEqualTo("schema");
    assertThat(response.body()).isEqualTo(Fixtures.value("{data: 1}"));
  }

  @Test
  void the_schema_of_the_bare_form_is_that_of_the_envelopes_content() {
    JsonResponse response =
        JsonResponse.of(ContractValidator.of(DOCUMENT, Envelope.NONE), list).orElseThrow();

    assertThat(response.schema().name()).isEqualTo("data");
  }

  @Test
  void undocumented_exchanges_and_other_content_are_no_JSON_response() {
    ContractValidator validator = ContractValidator.of(DOCUMENT);

    assertThat(JsonResponse.of(validator, list.withStatus(404))).isEmpty();
    assertThat(JsonResponse.of(validator, list.withTarget("/films"))).isEmpty();
    assertThat(JsonResponse.of(validator, Fixtures.withMethod("PUT", list))).isEmpty();
    assertThat(JsonResponse.of(validator, list.withResponseBody(ByteString.EMPTY))).isEmpty();
    assertThat(JsonResponse.of(validator, list.withResponseBody(ByteString.encodeUtf8("{"))))
        .isEmpty();
  }

  @Test
  void the_operation_of_an_exchange_is_found_by_its_target() {
    assertThat(JsonResponse.operation(DOCUMENT, list))
        .hasValueSatisfying(it -> assertThat(it).hasToString("list"));
    assertThat(JsonResponse.operation(DOCUMENT, list.withTarget("books"))).isEmpty();
  }
}
