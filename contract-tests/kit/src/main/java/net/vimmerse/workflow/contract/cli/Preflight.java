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
 * One free request before all others: is there a server, does it take the key, and in which form
 * does it answer?
 *
 * @param exchange the request for the list of templates, and its answer
 * @param envelope the form of the answer; empty when the answer does not tell
 */
record Preflight(
    TemplateListOperation list, RecordedExchange exchange, Optional<Envelope> envelope) {

  /**
   * Makes contact.
   *
   * @return empty when the document has no list of templates to ask for
   * @throws CliException when there is no server, or it refuses the key
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
    try (Target target =
        Target.of("first contact", url, key.value(), ContractValidator.of(document))) {
      exchange = target.send(request).exchange();
    } catch (IOException e) {
      throw new CliException(
          ExitCode.OUT_OF_REACH,
          "no answer from "
              + url
              + " ("
              + e.getMessage()
              + "). Check --target, and that the server runs.");
    }
    if (exchange.status() == 401 || exchange.status() == 403) {
      throw new CliException(
          ExitCode.OUT_OF_REACH,
          "%s refuses the key with %d. Check what is in %s, which --api-key-env names."
              .formatted(url, exchange.status(), key.variable()));
    }
    return Optional.of(new Preflight(list.get(), exchange, envelope(document, exchange)));
  }

  private static Optional<Envelope> envelope(Document document, RecordedExchange exchange) {
    List<Envelope> fitting =
        List.of(Envelope.values()).stream()
            .filter(it -> ContractValidator.of(document, it).judge(exchange).isEmpty())
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  /** What came of it, as one result among the others. */
  TestResult result(ContractValidator judge) {
    List<Violation> findings = judge.judge(exchange);
    return new TestResult(
        list.operation().id(),
        list.operation().id() + ": first contact",
        findings.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
        findings.isEmpty() ? "" : "the answer is not as documented: " + findings,
        List.of(new ValidationResult(exchange, findings)),
        "",
        Duration.ZERO);
  }
}
