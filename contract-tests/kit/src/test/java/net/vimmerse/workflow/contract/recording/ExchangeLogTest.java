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
  void what_is_added_is_validated_and_kept_in_order() {
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
  void what_cannot_be_validated_is_counted() {
    log.addUnrelated("GET http://elsewhere.invalid/");
    log.addWithoutResponse("GET http://origin.invalid/books");
    log.add(new ValidationResult(good, List.of()));

    assertThat(log.unrelated()).containsExactly("GET http://elsewhere.invalid/");
    assertThat(log.withoutResponse()).containsExactly("GET http://origin.invalid/books");
    assertThat(log.exchanges()).isEqualTo(1);
  }

  @Test
  void a_request_is_rejected_if_the_status_says_that_it_is_to_blame() {
    assertThat(List.of(399, 400, 499, 500))
        .extracting(status -> good.withStatus(status).rejected())
        .containsExactly(false, true, true, false);
  }

  @Test
  void an_exchange_is_changed_in_one_part_at_a_time() {
    ByteString body = ByteString.encodeUtf8("1");
    Headers headers = Headers.of("A", "1");
    RecordedExchange changed =
        good.withMethod("PUT")
            .withTarget("/films")
            .withRequestHeaders(headers)
            .withRequestBody(body)
            .withStatus(404)
            .withResponseHeaders(headers)
            .withResponseBody(body);

    assertThat(changed)
        .isEqualTo(new RecordedExchange("PUT", "/films", headers, body, 404, headers, body))
        .hasToString("PUT /films -> 404");
  }

  @Test
  void a_violation_reads_as_a_sentence() {
    assertThat(new Violation(Direction.RESPONSE, Kind.INVALID_BODY, "/a", "no", "list", 200))
        .hasToString("list 200: RESPONSE INVALID_BODY at /a: no");
    assertThat(new Violation(Direction.REQUEST, Kind.MISSING_BODY, "", "no", "list", 200))
        .hasToString("list 200: REQUEST MISSING_BODY: no");
  }

  @Test
  void a_request_that_is_none_of_the_documents_is_one_violation() {
    assertThat(kinds(good.withTarget("/films"))).containsExactly(Kind.UNKNOWN_PATH);
    assertThat(kinds(good.withTarget("books"))).containsExactly(Kind.UNKNOWN_PATH);
    assertThat(kinds(good.withTarget("//elsewhere.invalid/books")))
        .containsExactly(Kind.UNKNOWN_PATH);
    assertThat(validator.validate(good.withMethod("put")))
        .extracting(Violation::toString)
        .containsExactly("put /books 200: REQUEST UNKNOWN_METHOD: this path has only [GET]");
    assertThat(kinds(good.withMethod("get"))).isEmpty();
  }

  @Test
  void a_validator_says_what_it_validators_by() {
    assertThat(validator.envelope()).isEqualTo(Envelope.DATA);
    assertThat(ContractValidator.of(validator.document(), Envelope.NONE).envelope())
        .isEqualTo(Envelope.NONE);
    assertThat(validator.document().operations()).hasSize(1);
  }

  private List<Kind> kinds(RecordedExchange exchange) {
    return validator.validate(exchange).stream().map(Violation::kind).toList();
  }
}
