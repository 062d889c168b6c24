package net.vimmerse.workflow.contract.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.drift.TemplateListOperation;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * One free request before all others. It tells whether there is a server, whether it accepts the
 * key, and which form its responses have.
 *
 * @param exchange the request for the template list and its response
 * @param envelope the form of the response; empty when it cannot be told
 */
record Preflight(
    TemplateListOperation list, RecordedExchange exchange, Optional<Envelope> envelope) {

  /**
   * Sends the request.
   *
   * @return empty when the document has no template list
   * @throws CliException when the server is unreachable or rejects the key
   */
  static Optional<Preflight> with(HttpUrl url, ApiKey key, Document document) throws CliException {
    Optional<TemplateListOperation> list = TemplateListOperation.of(document);
    if (list.isEmpty()) {
      return Optional.empty();
    }
    CaseRequest request =
        new CaseRequest(
            "GET", list.get().operation().path(), Headers.EMPTY, true, ByteString.EMPTY);
    RecordedExchange exchange;
    try (Target target = Target.of("preflight", url, key.value(), ContractValidator.of(document))) {
      exchange = target.send(request).exchange();
    } catch (IOException e) {
      throw new CliException(
          ExitCode.UNREACHABLE,
          "no response from %s (%s). Check --target, and that the server is running."
              .formatted(url, e.getMessage()));
    }
    if (exchange.status() == 401 || exchange.status() == 403) {
      throw new CliException(
          ExitCode.UNREACHABLE,
          "%s rejects the key with %d. Check %s, which --api-key-env names."
              .formatted(url, exchange.status(), key.variable()));
    }
    return Optional.of(new Preflight(list.get(), exchange, envelope(document, exchange)));
  }

  private static Optional<Envelope> envelope(Document document, RecordedExchange exchange) {
    List<Envelope> fitting =
        List.of(Envelope.values()).stream()
            .filter(it -> ContractValidator.of(document, it).validate(exchange).isEmpty())
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  /** Returns the test result of this exchange. */
  TestResult result(ContractValidator validator) {
    List<Violation> violations = validator.validate(exchange);
    return new TestResult(
        list.operation().id(),
        list.operation().id() + ": preflight",
        violations.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
        violations.isEmpty() ? "" : "the response does not conform: " + violations,
        List.of(new ValidationResult(exchange, violations)),
        "",
        Duration.ZERO);
  }
}
