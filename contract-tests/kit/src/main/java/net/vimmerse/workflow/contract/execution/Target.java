package net.vimmerse.workflow.contract.execution;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.recording.ExchangeLog;
import net.vimmerse.workflow.contract.recording.ValidatingInterceptor;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * A server that is put to the test, and the judge who sees every exchange with it. Thread-safe.
 *
 * <p>Nothing is repeated and no redirect is followed: what is sent is what was asked for, once.
 */
public final class Target implements AutoCloseable {
  private final String name;
  private final HttpUrl url;
  private final String key;
  private final ValidatingInterceptor interceptor;
  private final OkHttpClient http;

  private Target(
      String name, HttpUrl url, String key, ValidatingInterceptor interceptor, OkHttpClient http) {
    this.name = requireNonNull(name, "name == null");
    this.url = requireNonNull(url, "url == null");
    this.key = requireNonNull(key, "key == null");
    this.interceptor = interceptor;
    this.http = http;
  }

  /**
   * A server.
   *
   * @param name what people call it, such as {@code simulator}
   * @param url what the document's paths stand below
   * @param key the API key that {@link #send} puts in; another world is {@link #withKey}
   * @throws net.vimmerse.workflow.contract.recording.SelfCheckException when the judge would not
   *     see a bad exchange with it
   */
  public static Target of(String name, HttpUrl url, String key, ContractValidator judge) {
    ValidatingInterceptor interceptor = new ValidatingInterceptor(judge, url);
    interceptor.blindCheck();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(interceptor)
            .retryOnConnectionFailure(false)
            // Servers close what was idle for some seconds, perhaps just when it is used again.
            .connectionPool(new ConnectionPool(5, 2, TimeUnit.SECONDS))
            .followRedirects(false)
            .build();
    return new Target(name, url, key, interceptor, http);
  }

  /**
   * The same server and the same log, as the holder of another key sees it. To close one of them is
   * to close them all.
   */
  public Target withKey(String key) {
    return new Target(name, url, key, interceptor, http);
  }

  /** What people call it. */
  public String name() {
    return name;
  }

  /** What the document's paths stand below. */
  public HttpUrl url() {
    return url;
  }

  /** What is the law for it. */
  public Document document() {
    return log().judge().document();
  }

  /** Every exchange with it, judged, whoever's key was used. */
  public ExchangeLog log() {
    return interceptor.log();
  }

  /**
   * Sends a request as it is, and has what comes of it judged.
   *
   * @throws IOException when there is no whole answer
   */
  public ValidationResult send(CaseRequest request) throws IOException {
    ExchangeLog own = new ExchangeLog(log().judge());
    Request.Builder call =
        new Request.Builder()
            .url(requireNonNull(url.resolve(below(request.target())), "no URL"))
            .headers(request.headers())
            .tag(ExchangeLog.class, own);
    boolean bodiless = request.body().size() == 0 && !requiresBody(request.method());
    call.method(request.method(), bodiless ? null : RequestBody.create(request.body(), null));
    if (request.keyed()) {
      keyHeaders().forEach(header -> call.header(header, key));
    }
    http.newCall(call.build()).execute().close();
    return own.verdicts().get(0);
  }

  /** The key as a variable of a shell, so that a line for it holds no secret. */
  public Map<String, String> variables(String name) {
    return Map.of(key, name);
  }

  /** The headers that carry the key. */
  public List<String> keyHeaders() {
    return document()
        .root()
        .child("components")
        .child("securitySchemes")
        .children()
        .values()
        .stream()
        .filter(scheme -> scheme.text("in").filter("header"::equals).isPresent())
        .flatMap(scheme -> scheme.text("name").stream())
        .toList();
  }

  private String below(String target) {
    return url.encodedPath().replaceFirst("/$", "") + target;
  }

  private static boolean requiresBody(String method) {
    return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
