package net.vimmerse.workflow.contract.cli;

import static net.vimmerse.workflow.contract.openapi.TemplateSchema.CREDITS;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.drift.TemplateListOperation;
import net.vimmerse.workflow.contract.execution.Failure;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.JsonBody;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * One free request before all others. It tells whether there is a server, whether it accepts the
 * key, and what templates cost.
 *
 * @param exchange the request for the template list and its response
 */
record Preflight(TemplateListOperation list, RecordedExchange exchange) {

  /**
   * Sends the request.
   *
   * @return empty when the document has no template list
   * @throws CliException when the server is unreachable or rejects the key
   */
  static Optional<Preflight> with(HttpUrl url, ApiKey key, Document document) throws CliException {
    return with(url, key, document, TemplateListOperation::path);
  }

  /** Sends the request for the list with every detail of each template. */
  static Optional<Preflight> detailed(HttpUrl url, ApiKey key, Document document)
      throws CliException {
    return with(url, key, document, TemplateListOperation::detailedPath);
  }

  private static Optional<Preflight> with(
      HttpUrl url, ApiKey key, Document document, Function<TemplateListOperation, String> path)
      throws CliException {
    Optional<TemplateListOperation> list = TemplateListOperation.of(document);
    if (list.isEmpty()) {
      return Optional.empty();
    }
    CaseRequest request =
        new CaseRequest("GET", path.apply(list.get()), Headers.EMPTY, true, ByteString.EMPTY);
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
    return Optional.of(new Preflight(list.get(), exchange));
  }

  /** Returns the price of each mode of each listed template. */
  Map<String, JsonNode> prices() {
    Map<String, JsonNode> prices = new LinkedHashMap<>();
    list.entries(JsonBody.parse(exchange.responseBody()))
        .forEach((id, entry) -> prices.put(id, entry.path(CREDITS)));
    return prices;
  }

  /** Returns the test result of this exchange. */
  TestResult result(ContractValidator validator) {
    List<Violation> violations = validator.validate(exchange);
    ValidationResult validation = new ValidationResult(exchange, violations);
    String message = "the response does not conform: " + violations;
    return TestResult.of(
        list.operation().id(),
        list.operation().id() + ": preflight",
        violations.isEmpty()
            ? List.of()
            : List.of(
                new Failure(Failure.Kind.RESPONSE, "preflight", message, Optional.of(validation))),
        List.of(validation),
        "",
        Duration.ZERO);
  }
}
