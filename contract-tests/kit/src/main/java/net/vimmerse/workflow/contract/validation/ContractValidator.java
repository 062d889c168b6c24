package net.vimmerse.workflow.contract.validation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import okhttp3.HttpUrl;

/**
 * Validates exchanges against the document, in both directions. Immutable and thread-safe.
 *
 * <p>What the document does not allow is a violation: an undocumented path, method, query
 * parameter, status or content type. Headers that the document does not name are ignored.
 *
 * @param document the document
 * @param envelope the expected form of responses
 */
public record ContractValidator(Document document, Envelope envelope) {
  public ContractValidator {
    requireNonNull(document, "document == null");
    requireNonNull(envelope, "envelope == null");
  }

  /** Creates a validator for responses in the documented form. */
  public static ContractValidator of(Document document) {
    return new ContractValidator(document, Envelope.DATA);
  }

  /** Creates a validator for responses in this form. */
  public static ContractValidator of(Document document, Envelope envelope) {
    return new ContractValidator(document, envelope);
  }

  /**
   * Validates one exchange.
   *
   * @return the violations, those of the request first; empty when there are none. A request that
   *     does not belong to the API is one violation, and its response is not validated.
   */
  public List<Violation> validate(RecordedExchange exchange) {
    String method = exchange.method().toUpperCase(Locale.ROOT);
    Optional<HttpUrl> url = exchange.url();
    if (url.isEmpty()) {
      return unknown(exchange, Kind.UNKNOWN_PATH, "no such path");
    }
    Optional<Operation> operation = document.match(method, url.get().pathSegments());
    if (operation.isEmpty()) {
      Set<String> methods = document.methods(url.get().pathSegments());
      return methods.isEmpty()
          ? unknown(exchange, Kind.UNKNOWN_PATH, "no such path")
          : unknown(exchange, Kind.UNKNOWN_METHOD, "this path has only " + methods);
    }
    String id = operation.get().id();
    ViolationCollector request = new ViolationCollector(Direction.REQUEST, id, exchange.status());
    ViolationCollector response = new ViolationCollector(Direction.RESPONSE, id, exchange.status());
    new RequestValidator(document, operation.get(), request).validate(exchange, url.get());
    new ResponseValidator(document, operation.get(), envelope, response).validate(exchange);
    List<Violation> all = new ArrayList<>(request.list());
    all.addAll(response.list());
    return List.copyOf(all);
  }

  private static List<Violation> unknown(RecordedExchange exchange, Kind kind, String message) {
    String operation = exchange.method() + " " + exchange.target();
    return List.of(
        new Violation(Direction.REQUEST, kind, "", message, operation, exchange.status()));
  }
}
