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
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import net.vimmerse.workflow.contract.validation.Violation.Where;
import okhttp3.HttpUrl;

/**
 * Holds exchanges against the document, in both directions. Immutable and thread-safe.
 *
 * <p>What the document does not say is not allowed: an undocumented path, method, query parameter,
 * status or content type is a finding. Headers that the document does not name are ignored.
 */
public final class ContractValidator {
  private final Document document;
  private final Envelope envelope;

  private ContractValidator(Document document, Envelope envelope) {
    this.document = requireNonNull(document, "document == null");
    this.envelope = requireNonNull(envelope, "envelope == null");
  }

  /** A judge for a server that answers as documented. */
  public static ContractValidator of(Document document) {
    return new ContractValidator(document, Envelope.DATA);
  }

  /** A judge for a server that answers in this form. */
  public static ContractValidator of(Document document, Envelope envelope) {
    return new ContractValidator(document, envelope);
  }

  /** The document that is the law here. */
  public Document document() {
    return document;
  }

  /** The form in which answers are expected. */
  public Envelope envelope() {
    return envelope;
  }

  /**
   * Judges one exchange.
   *
   * @return what is wrong with it, the request first; empty when it is as documented. A request
   *     that is no request of the API at all is one finding, and its answer is not judged.
   */
  public List<Violation> judge(RecordedExchange exchange) {
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
        new ViolationCollector(Where.REQUEST, operation, exchange.status());
    ViolationCollector response =
        new ViolationCollector(Where.RESPONSE, operation, exchange.status());
    new RequestValidator(document, match.get(), request).judge(exchange, url.get());
    new ResponseValidator(document, match.get().operation(), envelope, response).judge(exchange);
    List<Violation> all = new ArrayList<>(request.list());
    all.addAll(response.list());
    return List.copyOf(all);
  }

  private static List<Violation> unknown(RecordedExchange exchange, Kind kind, String message) {
    String operation = exchange.method() + " " + exchange.target();
    return List.of(new Violation(Where.REQUEST, kind, "", message, operation, exchange.status()));
  }
}
