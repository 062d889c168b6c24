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
 * An exchange that a judge who sees must report, made from the document's own examples.
 *
 * @param name what is wrong with it
 * @param exchange the exchange
 * @param kind the kind of finding that must be reported
 */
public record InvalidExchange(String name, RecordedExchange exchange, Kind kind) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "Content-Type";
  private static final int UNKNOWN_STATUS = 299;

  /** A good exchange for a judge: the first example of a success. */
  static RecordedExchange good(ContractValidator judge) {
    return ExampleExchanges.of(judge.document(), judge.envelope()).stream()
        .filter(it -> it.status() == 200)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No example of a success"));
  }

  /**
   * The good exchange, broken in one way each.
   *
   * @throws IllegalArgumentException when the document has no example of a success
   */
  public static List<InvalidExchange> of(ContractValidator judge) {
    RecordedExchange good = good(judge);
    return List.of(
        new InvalidExchange(
            "a required member is missing",
            good.withResponseBody(withoutRequired(judge, good)),
            Kind.INVALID_BODY),
        new InvalidExchange(
            "the body is no JSON",
            good.withResponseBody(ByteString.encodeUtf8("<html></html>")),
            Kind.MALFORMED_BODY),
        new InvalidExchange(
            "the content type is another",
            good.withResponseHeaders(Headers.of(CONTENT_TYPE, "text/html")),
            Kind.WRONG_CONTENT_TYPE),
        new InvalidExchange(
            "the status is not documented", good.withStatus(UNKNOWN_STATUS), Kind.UNKNOWN_STATUS),
        new InvalidExchange(
            "the key is missing",
            good.withRequestHeaders(withoutKey(judge.document(), good.requestHeaders())),
            Kind.MISSING_KEY),
        new InvalidExchange(
            "the path is unknown", good.withTarget(good.target() + "/x/y/z"), Kind.UNKNOWN_PATH));
  }

  private static Headers withoutKey(Document document, Headers headers) {
    Headers.Builder rest = headers.newBuilder();
    for (SchemaNode scheme : document.securitySchemes()) {
      scheme.text("name").ifPresent(rest::removeAll);
    }
    return rest.build();
  }

  /**
   * The body without the first member that its schema requires; unchanged, and so not reported,
   * when the schema requires nothing.
   */
  private static ByteString withoutRequired(ContractValidator judge, RecordedExchange good) {
    HttpUrl url = HttpUrl.get("http://origin.invalid" + good.target());
    SchemaNode response =
        judge
            .document()
            .match(good.method(), url.pathSegments())
            .flatMap(match -> match.operation().response(good.status()))
            .orElseThrow();
    String type = good.responseHeaders().get(CONTENT_TYPE);
    SchemaNode content = response.child("content").child(String.valueOf(type));
    SchemaNode schema = judge.envelope().expected(content.child("schema"), good.status());
    Optional<String> required = ObjectSchema.of(schema).required().stream().findFirst();
    try {
      ObjectNode body = (ObjectNode) JSON.readTree(good.responseBody().utf8());
      required.ifPresent(body::remove);
      return ByteString.encodeUtf8(body.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("The example is no JSON: " + good, e);
    }
  }
}
