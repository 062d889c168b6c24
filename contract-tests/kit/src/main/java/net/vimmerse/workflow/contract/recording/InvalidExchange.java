package net.vimmerse.workflow.contract.recording;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.ExampleExchanges;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * An exchange that a validator must report, made from the document's own examples.
 *
 * @param name its error
 * @param exchange the exchange
 * @param kind the kind of violation that must be reported
 */
public record InvalidExchange(String name, RecordedExchange exchange, Kind kind) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "Content-Type";
  private static final int UNKNOWN_STATUS = 299;

  /** Returns a valid exchange: the first example of a success. */
  static RecordedExchange valid(ContractValidator validator) {
    return ExampleExchanges.of(validator.document(), validator.envelope()).stream()
        .filter(it -> it.status() == 200)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No example of a success"));
  }

  /**
   * Returns the valid exchange with one error each.
   *
   * @throws IllegalArgumentException when the document has no example of a success
   */
  public static List<InvalidExchange> of(ContractValidator validator) {
    RecordedExchange valid = valid(validator);
    return List.of(
        new InvalidExchange(
            "a required property is missing",
            valid.withResponseBody(withoutRequired(validator, valid)),
            Kind.INVALID_BODY),
        new InvalidExchange(
            "the body is not JSON",
            valid.withResponseBody(ByteString.encodeUtf8("<html></html>")),
            Kind.MALFORMED_BODY),
        new InvalidExchange(
            "the content type is wrong",
            valid.withResponseHeaders(Headers.of(CONTENT_TYPE, "text/html")),
            Kind.WRONG_CONTENT_TYPE),
        new InvalidExchange(
            "the status is undocumented", valid.withStatus(UNKNOWN_STATUS), Kind.UNKNOWN_STATUS),
        new InvalidExchange(
            "the key is missing",
            valid.withRequestHeaders(withoutKey(validator.document(), valid.requestHeaders())),
            Kind.MISSING_KEY),
        new InvalidExchange(
            "the path is unknown", valid.withTarget(valid.target() + "/x/y/z"), Kind.UNKNOWN_PATH));
  }

  private static Headers withoutKey(Document document, Headers headers) {
    Headers.Builder rest = headers.newBuilder();
    for (SchemaNode scheme : document.securitySchemes()) {
      scheme.text("name").ifPresent(rest::removeAll);
    }
    return rest.build();
  }

  /**
   * Returns the body without its first required property; unchanged, and so not reported, when
   * nothing is required.
   */
  private static ByteString withoutRequired(ContractValidator validator, RecordedExchange valid) {
    HttpUrl url = HttpUrl.get("http://origin.invalid" + valid.target());
    SchemaNode response =
        validator
            .document()
            .match(valid.method(), url.pathSegments())
            .flatMap(operation -> operation.response(valid.status()))
            .orElseThrow();
    String type = valid.responseHeaders().get(CONTENT_TYPE);
    SchemaNode content = response.child("content").child(String.valueOf(type));
    SchemaNode schema = validator.envelope().expected(content.child("schema"), valid.status());
    Optional<String> required = ObjectSchema.of(schema).required().stream().findFirst();
    try {
      ObjectNode body = (ObjectNode) JSON.readTree(valid.responseBody().utf8());
      required.ifPresent(body::remove);
      return ByteString.encodeUtf8(body.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("The example is not JSON: " + valid, e);
    }
  }
}
