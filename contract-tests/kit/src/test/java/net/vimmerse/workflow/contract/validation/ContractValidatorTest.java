package net.vimmerse.workflow.contract.validation;

import static net.vimmerse.workflow.contract.validation.Violation.Direction.REQUEST;
import static net.vimmerse.workflow.contract.validation.Violation.Direction.RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.Fixtures;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.recording.InvalidExchange;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ContractValidatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Document DOCUMENT = Document.bundled();

  private final ContractValidator validator = ContractValidator.of(DOCUMENT);
  private final ContractValidator bare = ContractValidator.of(DOCUMENT, Envelope.NONE);

  private final RecordedExchange create = sample("createWorkflow", 200);
  private final RecordedExchange read = sample("getWorkflow", 200);
  private final RecordedExchange update = sample("updateWorkflow", 200);
  private final RecordedExchange list = sample("listTemplates", 200);

  @TestFactory
  Stream<DynamicTest> exchanges_made_of_examples_are_valid() {
    return Arrays.stream(Envelope.values())
        .flatMap(
            envelope ->
                ExampleExchanges.of(DOCUMENT, envelope).stream()
                    .map(
                        good ->
                            dynamicTest(
                                envelope + ": " + good,
                                () ->
                                    assertThat(
                                            ContractValidator.of(DOCUMENT, envelope).validate(good))
                                        .isEmpty())));
  }

  @TestFactory
  Stream<DynamicTest> invalid_exchanges_are_reported() {
    return Stream.of(validator, bare)
        .flatMap(
            it ->
                InvalidExchange.of(it).stream()
                    .map(
                        bad ->
                            dynamicTest(
                                it.envelope() + ": " + bad.name(),
                                () ->
                                    assertThat(it.validate(bad.exchange()))
                                        .extracting(Violation::kind)
                                        .contains(bad.kind()))));
  }

  @TestFactory
  List<DynamicTest> valid_variations_are_accepted() {
    return List.of(
        good("a body of nothing but {}", sent(create, body -> body.removeAll())),
        good("a charset behind the content type", typed(create, "application/json; charset=utf-8")),
        good(
            "an unknown status value in a response",
            responded(read, "processing_status", "\"held\"")),
        good("an unknown visibility in a response", responded(read, "visibility_status", "\"7\"")),
        good("an unknown field in a response", responded(read, "brand_new", "1")),
        good("a timestamp with a T", responded(read, "created_at", "\"2025-04-01T18:57:37Z\"")),
        good("null where null is allowed", responded(read, "rating", "null")),
        good("null for the moment of now", sent(update, body -> body.putNull("delivered_at"))),
        good("a query parameter that fits", list.withTarget(list.target() + "?detail=true")),
        good("a method in small letters", Fixtures.withMethod("get", read)),
        good("an escaped id", read.withTarget("/v2/workflow/a%20b")),
        good("no key, and the documented rejection", withoutKey(sample("getWorkflow", 401))));
  }

  private DynamicTest good(String name, RecordedExchange exchange) {
    return dynamicTest(name, () -> assertThat(validator.validate(exchange)).isEmpty());
  }

  @TestFactory
  List<DynamicTest> invalid_requests_are_reported() {
    String id = read.target();
    return List.of(
        request("an undocumented path", read.withTarget("/v2/workflows"), Kind.UNKNOWN_PATH, ""),
        request("a path too deep", read.withTarget(id + "/x"), Kind.UNKNOWN_PATH, ""),
        request("a path without its id", read.withTarget("/v2/workflow/"), Kind.UNKNOWN_PATH, ""),
        request("a target that is no path", read.withTarget("v2/workflow"), Kind.UNKNOWN_PATH, ""),
        request("the wrong method", Fixtures.withMethod("PATCH", read), Kind.UNKNOWN_METHOD, ""),
        request(
            "a method that only the path beside it has",
            Fixtures.withMethod("DELETE", list),
            Kind.UNKNOWN_METHOD,
            ""),
        request("no key", withoutKey(read), Kind.MISSING_KEY, "X-Api-Key"),
        request("an empty key", key(read, " "), Kind.MISSING_KEY, "X-Api-Key"),
        request(
            "no key, rejected for another reason",
            withoutKey(sample("getWorkflow", 404)),
            Kind.MISSING_KEY,
            "X-Api-Key"),
        request(
            "an id that is too long",
            read.withTarget("/v2/workflow/" + "i".repeat(129)),
            Kind.INVALID_PARAMETER,
            "workflow_id"),
        request(
            "a query parameter of the wrong type",
            list.withTarget(list.target() + "?detail=perhaps"),
            Kind.INVALID_PARAMETER,
            "detail"),
        request(
            "a query parameter twice",
            list.withTarget(list.target() + "?detail=true&detail=true"),
            Kind.INVALID_PARAMETER,
            "detail"),
        request(
            "an unknown query parameter",
            list.withTarget(list.target() + "?details=true"),
            Kind.UNKNOWN_PARAMETER,
            "details"),
        request(
            "a body where none belongs",
            Fixtures.withRequestBody(ByteString.encodeUtf8("{}"), read),
            Kind.UNEXPECTED_BODY,
            ""),
        request(
            "no body", Fixtures.withRequestBody(ByteString.EMPTY, create), Kind.MISSING_BODY, ""),
        request(
            "the wrong content type",
            typed(create, "text/plain"),
            Kind.WRONG_CONTENT_TYPE,
            "Content-Type"),
        request(
            "another charset",
            typed(create, "application/json; charset=utf-16"),
            Kind.WRONG_CONTENT_TYPE,
            "Content-Type"),
        request(
            "no content type",
            create.withRequestHeaders(
                create.requestHeaders().newBuilder().removeAll("Content-Type").build()),
            Kind.WRONG_CONTENT_TYPE,
            "Content-Type"),
        request("broken JSON", raw(create, "{\"title\": "), Kind.MALFORMED_BODY, ""),
        request("two values", raw(create, "{} {}"), Kind.MALFORMED_BODY, ""),
        request(
            "a duplicate property",
            raw(create, "{\"title\":\"a\",\"title\":\"b\"}"),
            Kind.MALFORMED_BODY,
            ""),
        request(
            "bytes that are no UTF-8",
            Fixtures.withRequestBody(ByteString.decodeHex("7b2261223a22ff227d"), create),
            Kind.MALFORMED_BODY,
            ""),
        request("a body that is no object", raw(create, "[]"), Kind.INVALID_BODY, ""),
        request(
            "an unknown template",
            sent(create, body -> body.put("template_id", "nobody")),
            Kind.INVALID_BODY,
            "/template_id"),
        request(
            "a template id of the wrong type",
            sent(create, body -> body.put("template_id", 7)),
            Kind.INVALID_BODY,
            "/template_id"),
        request(
            "an unknown value of an option",
            sent(create, body -> options(body).put("aspect_ratio", "2:1")),
            Kind.INVALID_BODY,
            "/options/aspect_ratio"),
        request(
            "a misspelt option",
            sent(create, body -> options(body).put("aspectratio", "1:1")),
            Kind.INVALID_BODY,
            "/options/aspectratio"),
        request(
            "an option of another template",
            sent(create, body -> options(body).put("voice", "River")),
            Kind.INVALID_BODY,
            "/options/voice"),
        request(
            "an option of the default template's, the id omitted",
            sent(
                create,
                body -> {
                  body.remove("template_id");
                  options(body).put("voice", "River");
                }),
            Kind.INVALID_BODY,
            "/options/voice"),
        request(
            "null where null is not allowed",
            sent(create, body -> body.putNull("title")),
            Kind.INVALID_BODY,
            "/title"),
        request(
            "null for a set of values",
            sent(create, body -> options(body).putNull("aspect_ratio")),
            Kind.INVALID_BODY,
            "/options/aspect_ratio"),
        request(
            "null for the options",
            sent(create, body -> body.putNull("options")),
            Kind.INVALID_BODY,
            "/options"),
        request(
            "an item of the wrong type",
            sent(create, body -> body.putArray("image_urls").add("a").add(1)),
            Kind.INVALID_BODY,
            "/image_urls/1"),
        request(
            "a URL that does not fit the pattern",
            sent(create, body -> body.put("webhook_url", "ftp://example.com")),
            Kind.INVALID_BODY,
            "/webhook_url"),
        request(
            "a bad timestamp",
            sent(update, body -> body.put("delivered_at", "tomorrow")),
            Kind.INVALID_BODY,
            "/delivered_at"));
  }

  private DynamicTest request(String name, RecordedExchange exchange, Kind kind, String at) {
    return bad(name, exchange, REQUEST, kind, at);
  }

  @TestFactory
  List<DynamicTest> invalid_responses_are_reported() {
    RecordedExchange limited = sample("getWorkflow", 429);
    return List.of(
        response("an undocumented status", read.withStatus(418), Kind.UNKNOWN_STATUS, ""),
        response("a status of another operation", read.withStatus(402), Kind.UNKNOWN_STATUS, ""),
        response(
            "no Retry-After",
            limited.withResponseHeaders(
                limited.responseHeaders().newBuilder().removeAll("Retry-After").build()),
            Kind.MISSING_HEADER,
            "Retry-After"),
        response(
            "a Retry-After that is no number",
            retry(limited, "soon"),
            Kind.INVALID_HEADER,
            "Retry-After"),
        response(
            "a Retry-After in the past", retry(limited, "-1"), Kind.INVALID_HEADER, "Retry-After"),
        response(
            "the wrong content type",
            read.withResponseHeaders(
                read.responseHeaders().newBuilder().set("Content-Type", "text/html").build()),
            Kind.WRONG_CONTENT_TYPE,
            "Content-Type"),
        response("no body", read.withResponseBody(ByteString.EMPTY), Kind.MISSING_BODY, ""),
        response(
            "a body that is not JSON",
            read.withResponseBody(ByteString.encodeUtf8("Not found")),
            Kind.MALFORMED_BODY,
            ""),
        response("a missing field", responded(read, "id", null), Kind.INVALID_BODY, "/data/id"),
        response(
            "a field of the wrong type",
            responded(read, "progress_percentage", "\"45\""),
            Kind.INVALID_BODY,
            "/data/progress_percentage"),
        response(
            "a percentage out of bounds",
            responded(read, "progress_percentage", "101"),
            Kind.INVALID_BODY,
            "/data/progress_percentage"),
        response(
            "a bad timestamp",
            responded(read, "created_at", "\"11/04/2025\""),
            Kind.INVALID_BODY,
            "/data/created_at"),
        response(
            "null where null is not allowed",
            responded(read, "title", "null"),
            Kind.INVALID_BODY,
            "/data/title"),
        response(
            "null for an open set of values",
            responded(read, "processing_status", "null"),
            Kind.INVALID_BODY,
            "/data/processing_status"),
        response(
            "an output without its URL",
            responded(read, "result", "[{\"content_type\": \"image/png\"}]"),
            Kind.INVALID_BODY,
            "/data/result/0/url"),
        response(
            "an error without its code",
            sample("getWorkflow", 404)
                .withResponseBody(ByteString.encodeUtf8("{\"message\": \"gone\"}")),
            Kind.INVALID_BODY,
            "/code"),
        response(
            "a rejection of no field",
            sample("createWorkflow", 422)
                .withResponseBody(ByteString.encodeUtf8("{\"detail\": []}")),
            Kind.INVALID_BODY,
            "/detail"));
  }

  private DynamicTest response(String name, RecordedExchange exchange, Kind kind, String at) {
    return bad(name, exchange, RESPONSE, kind, at);
  }

  private DynamicTest bad(
      String name, RecordedExchange exchange, Direction direction, Kind kind, String at) {
    return dynamicTest(
        name,
        () ->
            assertThat(validator.validate(exchange))
                .isNotEmpty()
                .allSatisfy(
                    it -> {
                      assertThat(it.direction()).isEqualTo(direction);
                      assertThat(it.kind()).isEqualTo(kind);
                      assertThat(it.at()).isEqualTo(at);
                      assertThat(it.status()).isEqualTo(exchange.status());
                      assertThat(it.operation()).isNotBlank();
                      assertThat(it.message()).isNotBlank();
                    }));
  }

  @Test
  void the_two_forms_of_a_response_are_distinguished() {
    for (String operation : List.of("createWorkflow", "getWorkflow", "listTemplates")) {
      RecordedExchange enveloped = sample(operation, 200);
      RecordedExchange unwrapped = sample(operation, 200, Envelope.NONE);

      assertThat(bare.validate(unwrapped)).isEmpty();
      assertThat(validator.validate(unwrapped))
          .extracting(Violation::kind)
          .contains(Kind.INVALID_BODY);
      assertThat(bare.validate(enveloped)).extracting(Violation::kind).contains(Kind.INVALID_BODY);
    }
  }

  @Test
  void an_unlisted_value_is_one_violation_and_not_one_per_template() {
    RecordedExchange foreign = sent(create, body -> options(body).put("aspect_ratio", "2:1"));
    assertThat(validator.validate(foreign)).hasSize(1);
  }

  @Test
  void the_rejection_of_an_invalid_request_is_a_valid_response() {
    RecordedExchange rejected =
        sent(sample("createWorkflow", 422), body -> options(body).put("aspect_ratio", "2:1"));
    assertThat(rejected.rejected()).isTrue();
    assertThat(validator.validate(rejected)).hasSize(1).allMatch(it -> it.direction() == REQUEST);
  }

  @Test
  void request_and_response_are_both_validated() {
    RecordedExchange both = responded(sent(create, body -> body.put("title", 1)), "id", null);
    assertThat(validator.validate(both))
        .extracting(Violation::direction)
        .containsExactly(REQUEST, RESPONSE);
  }

  @Test
  void a_body_of_exactly_the_maximum_size_is_accepted() {
    int most =
        DOCUMENT
            .creation()
            .response(413)
            .orElseThrow()
            .keyword("x-max-bytes")
            .orElseThrow()
            .asInt();
    String body = create.requestBody().utf8();
    String padding = " ".repeat(most - create.requestBody().size());

    assertThat(validator.validate(raw(create, body + padding))).isEmpty();
    assertThat(validator.validate(raw(create, body + padding + " ")))
        .extracting(Violation::kind)
        .containsExactly(Kind.INVALID_BODY);
  }

  @Test
  void a_violation_reads_as_a_sentence() {
    assertThat(validator.validate(responded(read, "id", null)))
        .singleElement()
        .asString()
        .startsWith("getWorkflow 200: RESPONSE INVALID_BODY at /data/id: ");
  }

  private static RecordedExchange sample(String operation, int status) {
    return sample(operation, status, Envelope.DATA);
  }

  private static RecordedExchange sample(String operation, int status, Envelope envelope) {
    return ExampleExchanges.of(DOCUMENT, envelope, DOCUMENT.operation(operation)).stream()
        .filter(it -> it.status() == status)
        .findFirst()
        .orElseThrow();
  }

  private static RecordedExchange sent(RecordedExchange exchange, Consumer<ObjectNode> edit) {
    ObjectNode body = (ObjectNode) parse(exchange.requestBody().utf8());
    edit.accept(body);
    return Fixtures.withRequestBody(ByteString.encodeUtf8(body.toString()), exchange);
  }

  private static RecordedExchange raw(RecordedExchange exchange, String body) {
    return Fixtures.withRequestBody(ByteString.encodeUtf8(body), exchange);
  }

  /** Returns the exchange with one property of the enveloped response set, or removed for null. */
  private static RecordedExchange responded(
      RecordedExchange exchange, String field, @Nullable String json) {
    ObjectNode body = (ObjectNode) parse(exchange.responseBody().utf8());
    ObjectNode data = (ObjectNode) body.get("data");
    if (json == null) {
      data.remove(field);
    } else {
      data.set(field, parse(json));
    }
    return exchange.withResponseBody(ByteString.encodeUtf8(body.toString()));
  }

  private static RecordedExchange typed(RecordedExchange exchange, String contentType) {
    return exchange.withRequestHeaders(
        exchange.requestHeaders().newBuilder().set("Content-Type", contentType).build());
  }

  private static RecordedExchange key(RecordedExchange exchange, String key) {
    return exchange.withRequestHeaders(
        exchange.requestHeaders().newBuilder().set("X-Api-Key", key).build());
  }

  private static RecordedExchange withoutKey(RecordedExchange exchange) {
    return exchange.withRequestHeaders(
        exchange.requestHeaders().newBuilder().removeAll("X-Api-Key").build());
  }

  private static RecordedExchange retry(RecordedExchange exchange, String seconds) {
    return exchange.withResponseHeaders(
        exchange.responseHeaders().newBuilder().set("Retry-After", seconds).build());
  }

  private static ObjectNode options(ObjectNode body) {
    return (ObjectNode) body.get("options");
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
