package net.vimmerse.workflow.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.Finding.Kind;
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
public record KnownBad(String name, Exchange exchange, Kind kind) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "Content-Type";
  private static final int UNKNOWN_STATUS = 299;

  /** A good exchange for a judge: the first example of a success. */
  static Exchange good(Judge judge) {
    return SampleExchanges.of(judge.document(), judge.envelope()).stream()
        .filter(it -> it.status() == 200)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No example of a success"));
  }

  /**
   * The good exchange, broken in one way each.
   *
   * @throws IllegalArgumentException when the document has no example of a success
   */
  public static List<KnownBad> of(Judge judge) {
    Exchange good = good(judge);
    return List.of(
        new KnownBad(
            "a required member is missing",
            good.withResponseBody(withoutRequired(judge, good)),
            Kind.INVALID_BODY),
        new KnownBad(
            "the body is no JSON",
            good.withResponseBody(ByteString.encodeUtf8("<html></html>")),
            Kind.MALFORMED_BODY),
        new KnownBad(
            "the content type is another",
            good.withResponseHeaders(Headers.of(CONTENT_TYPE, "text/html")),
            Kind.WRONG_CONTENT_TYPE),
        new KnownBad(
            "the status is not documented", good.withStatus(UNKNOWN_STATUS), Kind.UNKNOWN_STATUS),
        new KnownBad(
            "the key is missing",
            good.withRequestHeaders(withoutKey(judge.document(), good.requestHeaders())),
            Kind.MISSING_KEY),
        new KnownBad(
            "the path is unknown", good.withTarget(good.target() + "/x/y/z"), Kind.UNKNOWN_PATH));
  }

  private static Headers withoutKey(Document document, Headers headers) {
    Headers.Builder rest = headers.newBuilder();
    for (Place scheme : document.securitySchemes()) {
      scheme.text("name").ifPresent(rest::removeAll);
    }
    return rest.build();
  }

  /**
   * The body without the first member that its schema requires; unchanged, and so not reported,
   * when the schema requires nothing.
   */
  private static ByteString withoutRequired(Judge judge, Exchange good) {
    HttpUrl url = HttpUrl.get("http://origin.invalid" + good.target());
    Place response =
        judge
            .document()
            .match(good.method(), url.pathSegments())
            .flatMap(match -> match.operation().response(good.status()))
            .orElseThrow();
    String type = good.responseHeaders().get(CONTENT_TYPE);
    Place content = response.child("content").child(String.valueOf(type));
    Place schema = judge.envelope().expected(content.child("schema"), good.status());
    Optional<String> required = Shape.of(schema).required().stream().findFirst();
    try {
      ObjectNode body = (ObjectNode) JSON.readTree(good.responseBody().utf8());
      required.ifPresent(body::remove);
      return ByteString.encodeUtf8(body.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("The example is no JSON: " + good, e);
    }
  }
}
