package net.vimmerse.workflow.contract.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.vimmerse.workflow.contract.Fixtures;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class ResponseValidatorTest {
  private static final Document DOCUMENT =
      Fixtures.document(
          """
          paths:
            /books:
              get:
                operationId: list
                responses:
                  '200':
                    headers:
                      Pages: {required: true, schema: {type: integer}}
                      Mood: {schema: {type: string, enum: [good]}}
                    content:
                      application/json:
                        schema: {type: object, required: [data], properties: {data: {type: integer}}}
                  '204': {}
                  '404': {content: {application/json: {schema: {type: string}}}}
                  4XX: {content: {application/json: {schema: {type: integer}}}}
              put:
                responses:
                  '200': {content: {application/json: {schema: {type: integer}}}}
                  default: {content: {application/json: {schema: {type: boolean}}}}
          """);

  private final RecordedExchange list =
      response(200, "{\"data\": 1}", "Content-Type", "application/json", "Pages", "9");

  @Test
  void a_documented_response_is_valid() {
    assertThat(found(list)).isEmpty();
    assertThat(found(response(204, ""))).isEmpty();
  }

  @Test
  void an_undocumented_status_is_reported_with_the_documented_ones() {
    assertThat(ContractValidator.of(DOCUMENT).validate(list.withStatus(500)))
        .extracting(Violation::toString)
        .containsExactly(
            "list 500: RESPONSE UNKNOWN_STATUS: the status must be one of [200, 204, 404, 4XX]");
  }

  @Test
  void a_status_is_documented_by_number_by_range_or_by_default() {
    String[] json = {"Content-Type", "application/json"};

    assertThat(found(response(404, "\"gone\"", json))).isEmpty();
    assertThat(found(response(404, "1", json))).containsExactly("INVALID_BODY");
    assertThat(found(response(403, "1", json))).isEmpty();
    assertThat(found(response(403, "\"no\"", json))).containsExactly("INVALID_BODY");
    assertThat(found(Fixtures.withMethod("PUT", response(500, "true", json)))).isEmpty();
    assertThat(found(Fixtures.withMethod("PUT", response(500, "1", json))))
        .containsExactly("INVALID_BODY");
  }

  @Test
  void a_header_must_fit_its_schema_and_may_be_omitted_unless_required() {
    assertThat(found(response(200, "{\"data\": 1}", "Content-Type", "application/json")))
        .containsExactly("MISSING_HEADER Pages");
    assertThat(found(list.withResponseHeaders(with(list, "Pages", "many"))))
        .containsExactly("INVALID_HEADER Pages");
    assertThat(found(list.withResponseHeaders(with(list, "Mood", "bad"))))
        .containsExactly("INVALID_HEADER Mood");
    assertThat(found(list.withResponseHeaders(with(list, "Mood", "good")))).isEmpty();
  }

  @Test
  void only_a_success_has_a_bare_form() {
    ContractValidator bare = ContractValidator.of(DOCUMENT, Envelope.NONE);

    assertThat(bare.validate(list)).extracting(Violation::kind).hasSize(1);
    assertThat(bare.validate(list.withResponseBody(ByteString.encodeUtf8("1")))).isEmpty();
    assertThat(found(list.withResponseBody(ByteString.encodeUtf8("1"))))
        .containsExactly("INVALID_BODY");
    assertThat(bare.validate(response(404, "\"gone\"", "Content-Type", "application/json")))
        .isEmpty();
    assertThat(
            bare.validate(
                Fixtures.withMethod("PUT", response(200, "1", "Content-Type", "application/json"))))
        .isEmpty();
  }

  @Test
  void an_envelope_is_a_single_required_property() {
    assertThat(property("{required: [data], properties: {data: {}}}")).isEqualTo("data");
    assertThat(property("{properties: {data: {}}}")).isEqualTo("none");
    assertThat(property("{required: [data], properties: {data: {}, more: {}}}")).isEqualTo("none");
    assertThat(property("{required: [data, more], properties: {data: {}, more: {}}}"))
        .isEqualTo("none");
  }

  private static String property(String schema) {
    SchemaNode node = Fixtures.document("schema: " + schema).root().child("schema");
    return Envelope.property(node).orElse("none");
  }

  private static Headers with(RecordedExchange exchange, String name, String value) {
    return exchange.responseHeaders().newBuilder().set(name, value).build();
  }

  private static RecordedExchange response(int status, String body, String... headers) {
    return Fixtures.exchange("GET", "/books", status)
        .withResponseHeaders(Headers.of(headers))
        .withResponseBody(ByteString.encodeUtf8(body));
  }

  private static List<String> found(RecordedExchange exchange) {
    return ContractValidator.of(DOCUMENT).validate(exchange).stream()
        .map(it -> (it.kind() + " " + it.at()).strip())
        .toList();
  }
}
