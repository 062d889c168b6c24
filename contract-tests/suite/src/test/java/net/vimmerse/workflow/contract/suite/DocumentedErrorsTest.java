package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import net.vimmerse.workflow.contract.validation.ExampleExchanges;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.ByteString;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The simulator can return each documented error of each operation. */
class DocumentedErrorsTest {
  @RegisterExtension
  static final SimulatorExtension SIMULATOR = new SimulatorExtension(Envelope.DATA);

  private final Document document = Document.bundled();

  @TestFactory
  Stream<DynamicTest> each_documented_error_can_be_provoked() {
    return document.operations().stream()
        .flatMap(
            operation ->
                operation.node().child("responses").children().keySet().stream()
                    .map(Integer::valueOf)
                    .filter(status -> status >= 400)
                    .map(
                        status ->
                            dynamicTest(
                                operation + " " + status,
                                () -> assertProvoked(operation, status))));
  }

  private void assertProvoked(Operation operation, int status) throws IOException {
    ValidationResult validation = send(provoke(sample(operation), status));

    assertThat(validation.exchange().status()).as("%s", validation).isEqualTo(status);
    assertThat(validation.violations())
        .allMatch(violation -> violation.direction() == Direction.REQUEST);
  }

  /** Returns the documented example of a request, with the id of an existing workflow. */
  private RecordedExchange sample(Operation operation) throws IOException {
    RecordedExchange sample = ExampleExchanges.of(document, Envelope.DATA, operation).get(0);
    RecordedExchange creation =
        ExampleExchanges.of(document, Envelope.DATA, document.creation()).get(0);
    String example = document.component("parameters", "WorkflowId").text("example").orElseThrow();
    if (!sample.target().contains(example)) {
      return sample;
    }
    String id =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(send(creation).exchange().responseBody().utf8())
            .at("/data/id")
            .asText();
    return sample.withTarget(sample.target().replace(example, id));
  }

  private RecordedExchange provoke(RecordedExchange good, int status) {
    String key = document.component("securitySchemes", "ApiKey").text("name").orElseThrow();
    Headers headers = good.requestHeaders();
    return switch (status) {
      case 400 -> withBody(good, ByteString.encodeUtf8("{}"));
      case 401 -> good.withRequestHeaders(headers.newBuilder().removeAll(key).build());
      case 402 -> good.withRequestHeaders(headers.newBuilder().set(key, "sim_no_credit").build());
      case 403 -> good.withRequestHeaders(headers.newBuilder().set(key, "sim_forbidden").build());
      case 404 ->
          good.method().equals("POST")
              ? withBody(good, ByteString.encodeUtf8("{\"template_id\": \"none_such\"}"))
              : good.withTarget(good.target().replaceAll("[^/]+$", "none-such"));
      case 413 -> withBody(good, ByteString.of(new byte[tooLarge()]));
      case 422 ->
          good.requestBody().size() > 0
              ? withBody(good, ByteString.encodeUtf8("{\"title\": 5}"))
              : good.target().endsWith("/templates")
                  ? good.withTarget(good.target() + "?detail=perhaps")
                  : good.withTarget(good.target().replaceAll("[^/]+$", "x".repeat(1000)));
      case 429 ->
          good.withRequestHeaders(headers.newBuilder().set(key, "sim_rate_limited").build());
      case 500 -> good.withRequestHeaders(headers.newBuilder().set(key, "sim_broken").build());
      case 503 -> good.withRequestHeaders(headers.newBuilder().set(key, "sim_unavailable").build());
      default -> throw new AssertionError("teach this test to provoke a " + status);
    };
  }

  private static RecordedExchange withBody(RecordedExchange exchange, ByteString body) {
    return new RecordedExchange(
        exchange.method(),
        exchange.target(),
        exchange.requestHeaders(),
        body,
        exchange.status(),
        exchange.responseHeaders(),
        exchange.responseBody());
  }

  private int tooLarge() {
    return document
            .component("responses", "PayloadTooLarge")
            .keyword("x-max-bytes")
            .orElseThrow()
            .asInt()
        + 1;
  }

  private static ValidationResult send(RecordedExchange exchange) throws IOException {
    ExchangeLog own = new ExchangeLog(SIMULATOR.log().validator());
    RequestBody body =
        exchange.requestBody().size() == 0
            ? null
            : RequestBody.create(exchange.requestBody(), (MediaType) null);
    SIMULATOR
        .http()
        .newCall(
            new Request.Builder()
                .url(SIMULATOR.url().resolve(exchange.target()))
                .headers(exchange.requestHeaders())
                .method(exchange.method(), body)
                .tag(ExchangeLog.class, own)
                .build())
        .execute()
        .close();
    List<ValidationResult> validations = own.validations();
    assertThat(validations).hasSize(1);
    return validations.get(0);
  }
}
