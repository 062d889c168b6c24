package net.vimmerse.workflow.contract.recording;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ByteString;
import okio.GzipSource;
import okio.Okio;

/**
 * Validates every call that an OkHttp client makes to one server.
 *
 * <p>As a network interceptor, the usual choice, it sees each attempt as it is on the wire,
 * including redirects and retries. As the last application interceptor it sees each call once.
 *
 * <p>Bodies reach the caller and the server unchanged; those of the API are held in memory. A
 * response that breaks off is a violation, and the caller gets the same exception on reading it.
 * Other requests (another host, or a path where the document has none, such as the download of an
 * output) are passed on and counted. A request with a tag of type {@link ExchangeLog} is added to
 * that log as well, so that one call can be looked at. Thread-safe.
 */
public final class ValidatingInterceptor implements Interceptor {
  private final ExchangeLog log;
  private final HttpUrl base;

  /**
   * Creates an interceptor with a log of its own.
   *
   * @param base the URL that the document's paths are relative to
   */
  public ValidatingInterceptor(ContractValidator validator, HttpUrl base) {
    this(new ExchangeLog(validator), base);
  }

  /** Creates an interceptor with a shared log. */
  public ValidatingInterceptor(ExchangeLog log, HttpUrl base) {
    this.log = requireNonNull(log, "log == null");
    this.base = requireNonNull(base, "base == null");
  }

  /** Returns the log of all exchanges. */
  public ExchangeLog log() {
    return log;
  }

  /** Returns the number of validated exchanges. */
  public int exchanges() {
    return log.exchanges();
  }

  /** Returns every violation. */
  public List<Violation> violations() {
    return log.violations();
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Optional<String> target = target(request.url());
    if (target.isEmpty()) {
      log.addUnrelated(request.method() + " " + request.url());
      return chain.proceed(request);
    }
    RequestBody body = request.body();
    RecordingRequestBody copy = body == null ? null : new RecordingRequestBody(body);
    Response response;
    try {
      response =
          chain.proceed(
              copy == null ? request : request.newBuilder().method(request.method(), copy).build());
    } catch (IOException | RuntimeException e) {
      log.addWithoutResponse(request.method() + " " + request.url());
      throw e;
    }
    ByteString sent = copy == null ? ByteString.EMPTY : copy.written();
    validate(request, target.get(), sent, response);
    return response;
  }

  private void validate(Request request, String target, ByteString sent, Response response) {
    RecordedExchange exchange =
        new RecordedExchange(
            request.method(),
            target,
            sentHeaders(request, response),
            sent,
            response.code(),
            response.headers(),
            ByteString.EMPTY);
    ByteString received;
    try {
      received = read(response);
    } catch (IOException e) {
      String operation = request.method() + " " + target;
      Violation violated =
          new Violation(
              Direction.RESPONSE,
              Kind.MALFORMED_BODY,
              "",
              "broke off: " + e,
              operation,
              response.code());
      keep(new ValidationResult(exchange, List.of(violated)), request);
      return;
    }
    RecordedExchange whole = exchange.withResponseBody(received);
    keep(new ValidationResult(whole, log.validator().validate(whole)), request);
  }

  private void keep(ValidationResult validation, Request request) {
    log.add(validation);
    ExchangeLog own = request.tag(ExchangeLog.class);
    if (own != null) {
      own.add(validation);
    }
  }

  /**
   * Returns the headers as sent: the request of an application interceptor lacks those that
   * describe the body.
   */
  private static Headers sentHeaders(Request request, Response response) {
    Response network = response.networkResponse();
    Headers headers = network == null ? request.headers() : network.request().headers();
    RequestBody body = request.body();
    MediaType type = body == null ? null : body.contentType();
    return type == null || headers.get("Content-Type") != null
        ? headers
        : headers.newBuilder().set("Content-Type", type.toString()).build();
  }

  private static ByteString read(Response response) throws IOException {
    try (ResponseBody peeked = response.peekBody(Long.MAX_VALUE)) {
      ByteString raw = peeked.byteString();
      if (!"gzip".equalsIgnoreCase(response.header("Content-Encoding"))) {
        return raw;
      }
      try (GzipSource gzip = new GzipSource(new Buffer().write(raw))) {
        return Okio.buffer(gzip).readByteString();
      }
    }
  }

  /**
   * Returns the path below the base URL and the query; empty when the URL does not belong to the
   * API.
   */
  private Optional<String> target(HttpUrl url) {
    List<String> root = base.pathSegments();
    int depth = root.get(root.size() - 1).isEmpty() ? root.size() - 1 : root.size();
    boolean ours =
        url.scheme().equals(base.scheme())
            && url.host().equals(base.host())
            && url.port() == base.port()
            && url.pathSize() > depth
            && url.pathSegments().subList(0, depth).equals(root.subList(0, depth))
            && log.validator().document().claims(url.pathSegments().subList(depth, url.pathSize()));
    if (!ours) {
      return Optional.empty();
    }
    List<String> segments =
        new ArrayList<>(url.encodedPathSegments().subList(depth, url.pathSize()));
    String query = url.encodedQuery() == null ? "" : "?" + url.encodedQuery();
    return Optional.of("/" + String.join("/", segments) + query);
  }

  /**
   * Checks that invalid exchanges are reported and a valid one is not, through an OkHttp client
   * that never reaches a network. Adds nothing to the log.
   *
   * @throws SelfCheckException when an invalid exchange is not reported or the valid one is
   */
  public void selfCheck() {
    new SelfCheck(log.validator(), base).run();
  }
}
