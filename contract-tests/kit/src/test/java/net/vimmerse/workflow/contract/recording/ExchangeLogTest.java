package net.vimmerse.workflow.contract.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.vimmerse.workflow.contract.Fixtures;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class ExchangeLogTest {
  private final ContractValidator validator =
      ContractValidator.of(Fixtures.document("paths: {/books: {get: {responses: {'200': {}}}}}"));
  private final ExchangeLog log = new ExchangeLog(validator);
  private final RecordedExchange good = Fixtures.exchange("GET", "/books", 200);

  @Test
  void added_exchanges_are_validated_and_kept_in_order() {
    ValidationResult isValid = log.add(good);
    ValidationResult dirty = log.add(good.withStatus(500));

    assertThat(log.validator()).isSameAs(validator);
    assertThat(log.exchanges()).isEqualTo(2);
    assertThat(log.validations()).containsExactly(isValid, dirty);
    assertThat(log.violations()).isEqualTo(dirty.violations()).hasSize(1);
    assertThat(isValid.isValid()).isTrue();
    assertThat(dirty.isValid()).isFalse();
    assertThat(dirty.exchange().status()).isEqualTo(500);
  }

  @Test
  void requests_that_cannot_be_validated_are_listed() {
    log.addUnrelated("GET http://elsewhere.invalid/");
    log.addWithoutResponse("GET http://origin.invalid/books");
    log.add(new ValidationResult(good, List.of()));

    assertThat(log.unrelated()).containsExactly("GET http://elsewhere.invalid/");
    assertThat(log.withoutResponse()).containsExactly("GET http://origin.invalid/books");
    assertThat(log.exchanges()).isEqualTo(1);
  }

  @Test
  void a_client_error_is_a_rejection() {
    assertThat(List.of(399, 400, 499, 500))
        .extracting(status -> good.withStatus(status).rejected())
        .containsExactly(false, true, true, false);
  }

  @Test
  void each_with_method_changes_one_part() {
    ByteString body = ByteString.encodeUtf8("1");
    Headers headers = Headers.of("A", "1");
    RecordedExchange changed =
        good.withTarget("/films")
            .withRequestHeaders(headers)
            .withStatus(404)
            .withResponseHeaders(headers)
            .withResponseBody(body);

    assertThat(changed)
        .isEqualTo(
            new RecordedExchange(
                good.method(), "/films", headers, good.requestBody(), 404, headers, body))
        .hasToString(good.method() + " /films -> 404");
  }

  @Test
  void a_violation_reads_as_a_sentence() {
    assertThat(new Violation(Direction.RESPONSE, Kind.INVALID_BODY, "/a", "no", "list", 200))
        .hasToString("list 200: RESPONSE INVALID_BODY at /a: no");
    assertThat(new Violation(Direction.REQUEST, Kind.MISSING_BODY, "", "no", "list", 200))
        .hasToString("list 200: REQUEST MISSING_BODY: no");
  }

  @Test
  void a_request_of_another_API_is_one_violation() {
    assertThat(kinds(good.withTarget("/films"))).containsExactly(Kind.UNKNOWN_PATH);
    assertThat(kinds(good.withTarget("books"))).containsExactly(Kind.UNKNOWN_PATH);
    assertThat(kinds(good.withTarget("//elsewhere.invalid/books")))
        .containsExactly(Kind.UNKNOWN_PATH);
    assertThat(validator.validate(Fixtures.withMethod("put", good)))
        .extracting(Violation::toString)
        .containsExactly("put /books 200: REQUEST UNKNOWN_METHOD: this path has only [GET]");
    assertThat(kinds(Fixtures.withMethod("get", good))).isEmpty();
  }

  @Test
  void a_validator_returns_its_document_and_envelope() {
    assertThat(validator.envelope()).isEqualTo(Envelope.DATA);
    assertThat(ContractValidator.of(validator.document(), Envelope.NONE).envelope())
        .isEqualTo(Envelope.NONE);
    assertThat(validator.document().operations()).hasSize(1);
  }

  private List<Kind> kinds(RecordedExchange exchange) {
    return validator.validate(exchange).stream().map(Violation::kind).toList();
  }
}
