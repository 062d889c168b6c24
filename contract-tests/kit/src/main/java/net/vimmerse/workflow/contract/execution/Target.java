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
 * A server under test, and the validator of every exchange with it. Thread-safe.
 *
 * <p>Requests are sent once: there are no retries and no redirects.
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
   * Creates a target.
   *
   * @param name a name for people, such as {@code simulator}
   * @param url the URL that the document's paths are relative to
   * @param key the API key that {@link #send} adds; another namespace is {@link #withKey}
   * @throws net.vimmerse.workflow.contract.recording.SelfCheckException when the validator would
   *     miss an invalid exchange
   */
  public static Target of(String name, HttpUrl url, String key, ContractValidator validator) {
    ValidatingInterceptor interceptor = new ValidatingInterceptor(validator, url);
    interceptor.selfCheck();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addNetworkInterceptor(interceptor)
            .retryOnConnectionFailure(false)
            // Servers close idle connections after some seconds, perhaps just when one is reused.
            .connectionPool(new ConnectionPool(5, 2, TimeUnit.SECONDS))
            .followRedirects(false)
            .build();
    return new Target(name, url, key, interceptor, http);
  }

  /** Returns the same server and log with another API key. Closing one of them closes all. */
  public Target withKey(String key) {
    return new Target(name, url, key, interceptor, http);
  }

  /** Returns the name for people. */
  public String name() {
    return name;
  }

  /** Returns the URL that the document's paths are relative to. */
  public HttpUrl url() {
    return url;
  }

  /** Returns the document that the server is validated against. */
  public Document document() {
    return log().validator().document();
  }

  /** Returns the log of all exchanges, of all keys. */
  public ExchangeLog log() {
    return interceptor.log();
  }

  /**
   * Sends a request unchanged and validates the exchange.
   *
   * @throws IOException when there is no complete response
   */
  public ValidationResult send(CaseRequest request) throws IOException {
    ExchangeLog own = new ExchangeLog(log().validator());
    Request.Builder call =
        new Request.Builder()
            .url(requireNonNull(url.resolve(below(request.target())), "no URL"))
            .headers(request.headers())
            .tag(ExchangeLog.class, own);
    boolean bodiless = request.body().size() == 0 && !requiresBody(request.method());
    call.method(request.method(), bodiless ? null : RequestBody.create(request.body(), null));
    if (request.authenticated()) {
      keyHeaders().forEach(header -> call.header(header, key));
    }
    http.newCall(call.build()).execute().close();
    return own.validations().get(0);
  }

  /** Returns the key with the shell variable that replaces it in commands. */
  public Map<String, String> variables(String name) {
    return Map.of(key, name);
  }

  /** Returns the headers that carry the key. */
  public List<String> keyHeaders() {
    return document().securitySchemes().stream()
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
