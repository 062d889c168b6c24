package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import net.vimmerse.workflow.contract.validation.ExampleExchanges;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A mock server that others wrote can give every documented response, and gives it as documented.
 */
class PrismTest {
  @RegisterExtension static final PrismExtension PRISM = new PrismExtension();

  private final Document document = Document.bundled();

  @TestFactory
  Stream<DynamicTest> each_documented_response_of_each_operation_is_as_documented() {
    return document.operations().stream()
        .flatMap(
            operation ->
                ExampleExchanges.of(document, Envelope.DATA, operation).stream()
                    .map(RecordedExchange::status)
                    .distinct()
                    .map(
                        status ->
                            dynamicTest(
                                operation + " " + status,
                                () -> assertDocumented(operation, status))));
  }

  private void assertDocumented(Operation operation, int status) throws IOException {
    RecordedExchange sample = ExampleExchanges.of(document, Envelope.DATA, operation).get(0);
    ValidationResult validation = call(sample, "code=" + status);
    assertThat(validation.exchange().status()).isEqualTo(status);
    assertThat(validation.violations()).isEmpty();
  }

  /** Sends the request of an exchange; the result is the one that was reached on the way. */
  private static ValidationResult call(RecordedExchange exchange, String prefer)
      throws IOException {
    ExchangeLog own = new ExchangeLog(PRISM.interceptor().log().validator());
    RequestBody body =
        exchange.requestBody().size() == 0
            ? null
            : RequestBody.create(exchange.requestBody(), (MediaType) null);
    Request request =
        new Request.Builder()
            .url(PRISM.url().resolve(exchange.target()))
            .headers(exchange.requestHeaders())
            .header("Prefer", prefer)
            .method(exchange.method(), body)
            .tag(ExchangeLog.class, own)
            .build();
    PRISM.http().newCall(request).execute().close();
    return own.validations().get(0);
  }
}
