package net.vimmerse.workflow.contract.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.vimmerse.workflow.contract.Fixtures;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class RequestValidatorTest {
  private static final ContractValidator VALIDATOR =
      ContractValidator.of(
          Fixtures.document(
              """
              security: [{key: []}]
              paths:
                /books:
                  parameters: [{name: page, in: query, schema: {type: string}}]
                  get:
                    operationId: list
                    parameters:
                      - {name: page, in: query, required: true, schema: {type: integer}}
                      - {name: all, in: query, schema: {type: boolean}}
                      - {name: tags, in: query, schema: {type: array, items: {type: integer}}}
                      - {name: ratio, in: query, schema: {type: number}}
                      - {name: Depth, in: header, required: true, schema: {type: integer}}
                    responses: {'200': {}, '401': {}}
                  post:
                    operationId: add
                    requestBody: {required: true, content: {application/json: {}}}
                    responses: {'200': {}, '413': {x-max-bytes: 4}}
                  put:
                    operationId: change
                    requestBody: {content: {application/json: {}}}
                    responses: {'200': {}}
                /books/{id}:
                  get:
                    security: [{query: []}, {key: [], token: []}]
                    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                    responses: {'200': {}}
                  delete: {security: [], responses: {'200': {}}}
                  head:
                    security: []
                    parameters: [{name: session, in: cookie}]
                    responses: {'200': {}}
              components:
                securitySchemes:
                  key: {type: apiKey, in: header, name: Library-Card}
                  query: {type: apiKey, in: query, name: card}
                  token: {type: http, scheme: bearer}
              """));

  private final RecordedExchange list =
      Fixtures.exchange("GET", "/books?page=1", 200)
          .withRequestHeaders(Headers.of("Library-Card", "7", "Depth", "1"));
  private final RecordedExchange add =
      Fixtures.withRequestBody(
          ByteString.encodeUtf8("{ }"),
          Fixtures.exchange("POST", "/books", 200)
              .withRequestHeaders(
                  Headers.of("Library-Card", "7", "Content-Type", "application/json")));

  @Test
  void a_request_with_everything_that_is_required_is_valid() {
    assertThat(found(list)).isEmpty();
    assertThat(found(add)).isEmpty();
    assertThat(found(list.withTarget("/books?page=1&all=true&tags=1&ratio=0.5"))).isEmpty();
    assertThat(found(list.withTarget("/books?page=1&all=false&tags=1&tags=2&ratio=-1"))).isEmpty();
  }

  @Test
  void a_required_parameter_must_be_present() {
    assertThat(found(list.withTarget("/books"))).containsExactly("MISSING_PARAMETER page");
    assertThat(found(list.withRequestHeaders(Headers.of("Library-Card", "7"))))
        .containsExactly("MISSING_PARAMETER Depth");
  }

  @Test
  void a_parameter_is_parsed_by_its_documented_type() {
    assertThat(found(list.withTarget("/books?page=one"))).containsExactly("INVALID_PARAMETER page");
    assertThat(found(list.withTarget("/books?page"))).containsExactly("INVALID_PARAMETER page");
    assertThat(found(list.withTarget("/books?page=1&page=2")))
        .containsExactly("INVALID_PARAMETER page");
    assertThat(found(list.withTarget("/books?page=1&all=yes")))
        .containsExactly("INVALID_PARAMETER all");
    assertThat(found(list.withTarget("/books?page=1&tags=1&tags=b")))
        .containsExactly("INVALID_PARAMETER tags");
    assertThat(found(list.withTarget("/books?page=1&ratio=half")))
        .containsExactly("INVALID_PARAMETER ratio");
    assertThat(found(list.withRequestHeaders(Headers.of("Library-Card", "7", "Depth", "deep"))))
        .containsExactly("INVALID_PARAMETER Depth");
    assertThat(found(authenticated("GET", "/books/first?card=7")))
        .containsExactly("INVALID_PARAMETER id");
  }

  @Test
  void an_undocumented_query_parameter_is_unknown() {
    assertThat(found(list.withTarget("/books?page=1&Depth=1")))
        .containsExactly("UNKNOWN_PARAMETER Depth");
    assertThat(found(list.withTarget("/books?page=1&Library-Card=7")))
        .containsExactly("UNKNOWN_PARAMETER Library-Card");
  }

  @Test
  void a_parameter_in_an_unsupported_part_is_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> found(authenticated("HEAD", "/books/1")))
        .withMessageStartingWith("Unsupported parameter /paths/~1books~1{id}/head/parameters/0");
  }

  @Test
  void a_key_must_be_present_and_not_blank() {
    assertThat(found(list.withRequestHeaders(Headers.of("Depth", "1"))))
        .containsExactly("MISSING_KEY Library-Card");
    assertThat(found(list.withRequestHeaders(Headers.of("Library-Card", " ", "Depth", "1"))))
        .containsExactly("MISSING_KEY Library-Card");
  }

  @Test
  void a_key_may_be_missing_if_the_response_is_the_documented_rejection() {
    RecordedExchange keyless = list.withRequestHeaders(Headers.of("Depth", "1"));

    assertThat(found(keyless.withStatus(401))).isEmpty();
    assertThat(found(add.withRequestHeaders(Headers.EMPTY).withStatus(401)))
        .contains("MISSING_KEY Library-Card");
  }

  @Test
  void one_alternative_of_an_operations_own_security_is_enough() {
    Headers both = Headers.of("Library-Card", "7", "Authorization", "Bearer 7");

    assertThat(found(Fixtures.exchange("DELETE", "/books/1", 200))).isEmpty();
    assertThat(found(Fixtures.exchange("GET", "/books/1", 200).withRequestHeaders(both))).isEmpty();
    assertThat(found(authenticated("GET", "/books/1")))
        .containsExactly("MISSING_KEY card", "MISSING_KEY Authorization");
    assertThat(found(Fixtures.exchange("GET", "/books/1", 200)))
        .containsExactly(
            "MISSING_KEY card", "MISSING_KEY Library-Card", "MISSING_KEY Authorization");
    assertThat(found(Fixtures.exchange("GET", "/books/1?card=7", 200))).isEmpty();
    assertThat(found(Fixtures.exchange("GET", "/books/1?card=", 200)))
        .startsWith("MISSING_KEY card");
  }

  @Test
  void a_required_body_must_be_present_and_an_optional_one_may_be_omitted() {
    assertThat(found(Fixtures.withRequestBody(ByteString.EMPTY, add)))
        .containsExactly("MISSING_BODY");
    assertThat(found(authenticated("PUT", "/books"))).isEmpty();
  }

  @Test
  void an_undocumented_request_body_is_unexpected() {
    assertThat(found(Fixtures.withRequestBody(ByteString.encodeUtf8("{}"), list)))
        .containsExactly("UNEXPECTED_BODY");
  }

  @Test
  void a_body_of_the_maximum_size_is_accepted_and_one_more_byte_is_too_many() {
    assertThat(found(Fixtures.withRequestBody(ByteString.encodeUtf8("1234"), add))).isEmpty();
    assertThat(VALIDATOR.validate(Fixtures.withRequestBody(ByteString.encodeUtf8("12345"), add)))
        .extracting(it -> it.kind() + " " + it.message())
        .containsExactly("INVALID_BODY must have at most 4 bytes");
  }

  private static RecordedExchange authenticated(String method, String target) {
    return Fixtures.exchange(method, target, 200)
        .withRequestHeaders(Headers.of("Library-Card", "7"));
  }

  private static List<String> found(RecordedExchange exchange) {
    return VALIDATOR.validate(exchange).stream()
        .map(it -> (it.kind() + " " + it.at()).strip())
        .toList();
  }
}
