package net.vimmerse.workflow.contract.validation;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.OperationMatch;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import okhttp3.HttpUrl;

/**
 * Validates exchanges against the document, in both directions. Immutable and thread-safe.
 *
 * <p>What the document does not allow is a violation: an undocumented path, method, query
 * parameter, status or content type. Headers that the document does not name are ignored.
 */
public final class ContractValidator {
  private final Document document;
  private final Envelope envelope;

  private ContractValidator(Document document, Envelope envelope) {
    this.document = requireNonNull(document, "document == null");
    this.envelope = requireNonNull(envelope, "envelope == null");
  }

  /** Creates a validator for responses in the documented form. */
  public static ContractValidator of(Document document) {
    return new ContractValidator(document, Envelope.DATA);
  }

  /** Creates a validator for responses in this form. */
  public static ContractValidator of(Document document, Envelope envelope) {
    return new ContractValidator(document, envelope);
  }

  /** Returns the document. */
  public Document document() {
    return document;
  }

  /** Returns the expected form of responses. */
  public Envelope envelope() {
    return envelope;
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
    Optional<OperationMatch> match = document.match(method, url.get().pathSegments());
    if (match.isEmpty()) {
      Set<String> methods = document.methods(url.get().pathSegments());
      return methods.isEmpty()
          ? unknown(exchange, Kind.UNKNOWN_PATH, "no such path")
          : unknown(exchange, Kind.UNKNOWN_METHOD, "this path has only " + methods);
    }
    String operation = match.get().operation().id();
    ViolationCollector request =
        new ViolationCollector(Direction.REQUEST, operation, exchange.status());
    ViolationCollector response =
        new ViolationCollector(Direction.RESPONSE, operation, exchange.status());
    new RequestValidator(document, match.get(), request).validate(exchange, url.get());
    new ResponseValidator(document, match.get().operation(), envelope, response).validate(exchange);
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
