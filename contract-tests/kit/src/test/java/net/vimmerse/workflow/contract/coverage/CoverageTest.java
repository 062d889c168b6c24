package net.vimmerse.workflow.contract.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/** Coverage of parameters and response headers. */
class CoverageTest {
  private static final String KEPT = "request parameters, satisfied";
  private static final String VIOLATED = "request parameters, violated";
  private static final String HEADERS = "response headers";

  private final ContractValidator validator =
      ContractValidator.of(
          Document.of(
              """
              openapi: 3.0.3
              paths:
                /things:
                  post:
                    operationId: create
                    requestBody:
                      content:
                        application/json:
                          schema:
                            oneOf:
                              - type: object
                                properties: {kind: {type: string, enum: [one]}}
                            x-discriminator: kind
                    responses: {'200': {description: made}}
                  get:
                    operationId: list
                    parameters:
                      - {name: limit, in: query, required: true, schema: {type: integer, minimum: 1}}
                      - {name: X-Trace, in: header, schema: {type: string, maxLength: 3}}
                    responses:
                      '200':
                        description: all
                        headers:
                          X-Left: {required: true, schema: {type: integer}}
                          X-Note: {schema: {type: string}}
                      '400': {description: wrong}
                /things/{id}:
                  get:
                    operationId: read
                    parameters:
                      - {name: id, in: path, required: true, schema: {type: string, minLength: 1, maxLength: 4}}
                    responses: {'200': {description: one}, '400': {description: wrong}}
              """
                  .getBytes(UTF_8)));

  @Test
  void without_exchanges_every_achievable_item_is_missing() {
    assertThat(missing())
        .containsEntry(
            KEPT,
            List.of(
                "list 200 query limit type",
                "list 200 query limit minimum",
                "list 200 query limit required",
                "list 200 header X-Trace type",
                "list 200 header X-Trace maxLength",
                "list 200 header X-Trace optional",
                "read 200 path id type",
                "read 200 path id minLength",
                "read 200 path id maxLength",
                "read 200 path id required"))
        .containsEntry(
            VIOLATED,
            List.of(
                "list 4XX query limit type",
                "list 4XX query limit minimum",
                "list 4XX query limit required",
                "list 4XX header X-Trace maxLength",
                "read 4XX path id maxLength"))
        .containsEntry(
            HEADERS,
            List.of("list 200 X-Left type", "list 200 X-Left required", "list 200 X-Note type"));
  }

  @Test
  void an_accepted_request_satisfies_its_parameters_and_omits_optional_ones() {
    assertThat(missing(get("/things?limit=5", 200)).get(KEPT))
        .containsExactly(
            "list 200 header X-Trace type",
            "list 200 header X-Trace maxLength",
            "read 200 path id type",
            "read 200 path id minLength",
            "read 200 path id maxLength",
            "read 200 path id required");
    assertThat(missing(traced("ab", 200), get("/things/abc", 200)).get(KEPT))
        .containsExactly("list 200 header X-Trace optional");
  }

  @Test
  void each_violated_keyword_of_a_parameter_is_counted_separately() {
    assertThat(missing(get("/things?limit=many", 400)).get(VIOLATED))
        .doesNotContain("list 4XX query limit type")
        .contains("list 4XX query limit minimum", "list 4XX query limit required");
    assertThat(missing(get("/things?limit=0", 400)).get(VIOLATED))
        .doesNotContain("list 4XX query limit minimum")
        .contains("list 4XX query limit type");
    assertThat(missing(get("/things", 400)).get(VIOLATED))
        .doesNotContain("list 4XX query limit required")
        .contains("list 4XX query limit type");
    assertThat(missing(traced("long", 400)).get(VIOLATED))
        .doesNotContain("list 4XX header X-Trace maxLength");
    assertThat(missing(get("/things/too-long", 400)).get(VIOLATED))
        .doesNotContain("read 4XX path id maxLength");
  }

  @Test
  void
      what_is_taken_though_it_is_wrong_and_what_is_rejected_though_it_is_right_exercises_nothing() {
    Map<String, List<String>> untouched = missing();

    assertThat(missing(get("/things?limit=0", 200), get("/things/too-long", 200)).get(KEPT))
        .contains("list 200 query limit minimum", "read 200 path id maxLength");
    assertThat(missing(get("/things?limit=0", 200), get("/things?limit=1", 400)).get(VIOLATED))
        .isEqualTo(untouched.get(VIOLATED));
  }

  @Test
  void a_response_exercises_the_headers_that_it_has() {
    RecordedExchange exchange =
        get("/things?limit=1", 200).withResponseHeaders(Headers.of("x-left", "7"));

    assertThat(missing(exchange).get(HEADERS)).containsExactly("list 200 X-Note type");
    assertThat(missing(exchange.withStatus(400)).get(HEADERS)).hasSize(3);
  }

  /** Returns what the exchanges do not exercise, by part. */
  private Map<String, List<String>> missing(RecordedExchange... exchanges) {
    List<ValidationResult> validations =
        Stream.of(exchanges).map(it -> new ValidationResult(it, validator.validate(it))).toList();
    TestResult result = TestResult.of("g", "n", List.of(), validations, "", Duration.ZERO);
    return Coverage.of(validator, List.of(result)).summary().stream()
        .collect(Collectors.toMap(Coverage.Line::title, Coverage.Line::missing));
  }

  private static RecordedExchange traced(String trace, int status) {
    return get("/things?limit=5", status).withRequestHeaders(Headers.of("x-trace", trace));
  }

  private static RecordedExchange get(String target, int status) {
    return new RecordedExchange(
        "GET", target, Headers.EMPTY, ByteString.EMPTY, status, Headers.EMPTY, ByteString.EMPTY);
  }
}
