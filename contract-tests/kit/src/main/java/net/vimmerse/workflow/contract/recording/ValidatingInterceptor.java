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
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import net.vimmerse.workflow.contract.validation.Violation.Where;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ByteString;
import okio.GzipSource;
import okio.Okio;

/**
 * Judges every call that an OkHttp client makes to one server.
 *
 * <p>As a network interceptor it sees each attempt as it is on the wire, redirects and repeats
 * included, which is what is wanted as a rule. As the last application interceptor it sees each
 * call once.
 *
 * <p>Bodies reach the caller and the server unchanged; those of the API are held in memory. A
 * response that breaks off is a finding, and the caller meets the same exception on reading it. A
 * request elsewhere (another host, or a path where the document has none, such as the download of
 * an output) is left alone and counted. A request whose tag of type {@link ExchangeLog} is set has
 * its verdict there as well, so that one call among many can be looked at. Thread-safe.
 */
public final class ValidatingInterceptor implements Interceptor {
  private final ExchangeLog log;
  private final HttpUrl base;

  /**
   * Judges what goes to one server.
   *
   * @param base the URL that the document's paths stand below
   */
  public ValidatingInterceptor(ContractValidator judge, HttpUrl base) {
    this(new ExchangeLog(judge), base);
  }

  /** Judges what goes to one server, into a log that others may share. */
  public ValidatingInterceptor(ExchangeLog log, HttpUrl base) {
    this.log = requireNonNull(log, "log == null");
    this.base = requireNonNull(base, "base == null");
  }

  /** Everything seen so far. */
  public ExchangeLog log() {
    return log;
  }

  /** The number of exchanges judged so far. */
  public int exchanges() {
    return log.exchanges();
  }

  /** Every finding so far. */
  public List<Violation> findings() {
    return log.findings();
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Optional<String> target = target(request.url());
    if (target.isEmpty()) {
      log.addNotOurs(request.method() + " " + request.url());
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
      log.addUnanswered(request.method() + " " + request.url());
      throw e;
    }
    ByteString sent = copy == null ? ByteString.EMPTY : copy.written();
    judge(request, target.get(), sent, response);
    return response;
  }

  private void judge(Request request, String target, ByteString sent, Response response) {
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
      Violation broken =
          new Violation(
              Where.RESPONSE,
              Kind.MALFORMED_BODY,
              "",
              "could not be read to its end: " + e,
              operation,
              response.code());
      keep(new ValidationResult(exchange, List.of(broken)), request);
      return;
    }
    RecordedExchange whole = exchange.withResponseBody(received);
    keep(new ValidationResult(whole, log.judge().judge(whole)), request);
  }

  private void keep(ValidationResult verdict, Request request) {
    log.add(verdict);
    ExchangeLog own = request.tag(ExchangeLog.class);
    if (own != null) {
      own.add(verdict);
    }
  }

  /**
   * The headers as sent: an application interceptor's request lacks those that come of the body.
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

  /** The path below the base and the query, when a URL is the API's. */
  private Optional<String> target(HttpUrl url) {
    List<String> root = base.pathSegments();
    int depth = root.get(root.size() - 1).isEmpty() ? root.size() - 1 : root.size();
    boolean ours =
        url.scheme().equals(base.scheme())
            && url.host().equals(base.host())
            && url.port() == base.port()
            && url.pathSize() > depth
            && url.pathSegments().subList(0, depth).equals(root.subList(0, depth))
            && log.judge().document().claims(url.pathSegments().subList(depth, url.pathSize()));
    if (!ours) {
      return Optional.empty();
    }
    List<String> segments =
        new ArrayList<>(url.encodedPathSegments().subList(depth, url.pathSize()));
    String query = url.encodedQuery() == null ? "" : "?" + url.encodedQuery();
    return Optional.of("/" + String.join("/", segments) + query);
  }

  /**
   * Shows this interceptor exchanges that are known to be bad, and a good one, through an OkHttp
   * client that never reaches a network. Leaves no trace in the log.
   *
   * @throws SelfCheckException when a bad one is not reported or the good one is
   */
  public void blindCheck() {
    List<Violation> noise = seen(InvalidExchange.good(log.judge()));
    if (!noise.isEmpty()) {
      throw new SelfCheckException("The judge reports a good exchange: " + noise);
    }
    for (InvalidExchange bad : InvalidExchange.of(log.judge())) {
      List<Violation> findings = seen(bad.exchange());
      if (findings.stream().noneMatch(it -> it.kind() == bad.kind())) {
        throw new SelfCheckException(
            "The judge does not see that " + bad.name() + "; it reports " + findings);
      }
    }
  }

  private List<Violation> seen(RecordedExchange exchange) {
    ValidatingInterceptor twin = new ValidatingInterceptor(log.judge(), base);
    OkHttpClient client =
        new OkHttpClient.Builder()
            .addInterceptor(twin)
            .addInterceptor(chain -> answer(chain.request(), exchange))
            .build();
    String below = base.encodedPath().replaceFirst("/$", "");
    ByteString body = exchange.requestBody();
    Request request =
        new Request.Builder()
            .url(requireNonNull(base.resolve(below + exchange.target()), "no URL"))
            .headers(exchange.requestHeaders())
            .method(exchange.method(), body.size() == 0 ? null : RequestBody.create(body, null))
            .build();
    try {
      client.newCall(request).execute().close();
      if (twin.exchanges() != 1) {
        throw new SelfCheckException("The judge was not shown " + exchange);
      }
      return twin.findings();
    } catch (IOException e) {
      throw new SelfCheckException("The judge broke the exchange " + exchange + ": " + e);
    }
  }

  private static Response answer(Request request, RecordedExchange exchange) throws IOException {
    RequestBody body = request.body();
    if (body != null) {
      body.writeTo(new Buffer());
    }
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(exchange.status())
        .message("")
        .headers(exchange.responseHeaders())
        .body(ResponseBody.create(exchange.responseBody(), null))
        .build();
  }
}
