package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.client.api.WorkflowApi;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link WorkflowClient} instances. Not thread-safe.
 *
 * <pre>{@code
 * WorkflowClient client =
 *     WorkflowClient.builder()
 *         .apiKey(key)
 *         .timeout(Duration.ofSeconds(30))
 *         .retryOptions(RetryOptions.builder().maxRetries(4).build())
 *         .onExchange(exchange -> log.info(exchange.toString()))
 *         .build();
 * }</pre>
 */
public final class WorkflowClientBuilder {
  private static final String API_KEY_VARIABLE = "VIMMERSE_API_KEY";
  private static final String BASE_URL_VARIABLE = "VIMMERSE_BASE_URL";
  private static final String LOG_VARIABLE = "VIMMERSE_LOG";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
  private static final CallOptions DEFAULT_OPTIONS =
      CallOptions.builder().timeout(DEFAULT_TIMEOUT).build();

  private @Nullable String apiKey;
  private HttpUrl baseUrl = HttpUrl.get(WorkflowApi.BASE_URL);
  private @Nullable OkHttpClient httpClient;
  private CallFactoryProvider callFactory = http -> http;
  private final CallOptions.Builder options = CallOptions.builder();
  private @Nullable Consumer<? super Exchange> exchangeListener;
  private @Nullable Consumer<? super Exchange> exchangeLog;
  private PollClock clock = PollClock.system();
  private Supplier<? extends Executor> callerContext = () -> Runnable::run;

  WorkflowClientBuilder() {}

  /**
   * Sets the API key. Required. It is sent only to the scheme, host and port of the base URL.
   *
   * @throws IllegalArgumentException if the key is empty or has a space, a control character or a
   *     character outside ASCII
   */
  public WorkflowClientBuilder apiKey(String apiKey) {
    boolean valid = apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (apiKey.isEmpty() || !valid) {
      throw new IllegalArgumentException(
          "The API key is empty or has characters that are not allowed in a header, such as a line break");
    }
    this.apiKey = apiKey;
    return this;
  }

  /**
   * Sets the base URL. Defaults to that of the live service. It may have a path, as with a gateway.
   *
   * @throws IllegalArgumentException if it is not an HTTP or HTTPS URL, or has a query or fragment
   */
  public WorkflowClientBuilder baseUrl(String baseUrl) {
    HttpUrl url = HttpUrl.get(baseUrl);
    if (url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException(
          "The base URL must not have a query or fragment: " + url.redact());
    }
    boolean endsWithSlash = url.pathSegments().get(url.pathSize() - 1).isEmpty();
    this.baseUrl = endsWithSlash ? url : url.newBuilder().addPathSegment("").build();
    return this;
  }

  /**
   * Sets the OkHttpClient to share connections, threads, interceptors, proxy and certificates with.
   * It is neither changed nor closed. Its application interceptors do not see the API key. Its
   * redirects are disabled, and so are its retries of create requests, each of which has a new
   * connection. Asynchronous calls have threads of their own, at most as many as its dispatcher
   * allows for all hosts.
   */
  public WorkflowClientBuilder httpClient(OkHttpClient httpClient) {
    this.httpClient = Objects.requireNonNull(httpClient, "httpClient == null");
    return this;
  }

  /**
   * Sets what makes the calls of an OkHttpClient, for tracing. With OpenTelemetry: {@code
   * callFactory(OkHttpTelemetry.create(openTelemetry)::createCallFactory)}. The default is the
   * OkHttpClient itself. The function is called several times, with clients of different timeouts;
   * its factories must be thread-safe and keep the tags of requests.
   */
  public WorkflowClientBuilder callFactory(
      Function<? super OkHttpClient, ? extends Call.Factory> callFactory) {
    Objects.requireNonNull(callFactory, "callFactory == null");
    this.callFactory = callFactory::apply;
    return this;
  }

  /**
   * Sets the API key from {@code VIMMERSE_API_KEY}, the base URL from {@code VIMMERSE_BASE_URL} and
   * the log from {@code VIMMERSE_LOG}: {@code info} logs a line for each exchange, {@code debug}
   * also its headers and bodies, without the API key, with {@code java.util.logging} under {@code
   * net.vimmerse.workflow.client}. A variable that is unset or empty has no effect.
   *
   * @throws IllegalArgumentException if the API key, the base URL or the log level is invalid
   */
  public WorkflowClientBuilder fromEnvironment() {
    return fromEnvironment(System::getenv);
  }

  WorkflowClientBuilder fromEnvironment(UnaryOperator<@Nullable String> environment) {
    String key = environment.apply(API_KEY_VARIABLE);
    String url = environment.apply(BASE_URL_VARIABLE);
    String log = environment.apply(LOG_VARIABLE);
    if (log != null && !log.isEmpty()) {
      exchangeLog = ExchangeLog.of(log);
    }
    if (key != null && !key.isEmpty()) {
      apiKey(key);
    }
    if (url != null && !url.isEmpty()) {
      baseUrl(url);
    }
    return this;
  }

  /**
   * Sets the timeout of a call, which includes all attempts and the delays between them; 0 for
   * none. Defaults to the call timeout of the given OkHttpClient if it has one, or else to 60 s. It
   * does not apply to downloads.
   */
  public WorkflowClientBuilder timeout(Duration timeout) {
    options.timeout(Objects.requireNonNull(timeout, "timeout == null"));
    return this;
  }

  /**
   * Sets the timeout for connecting; 0 for none. Defaults to 10 s, or to the value of the given
   * OkHttpClient.
   */
  public WorkflowClientBuilder connectTimeout(Duration connectTimeout) {
    options.connectTimeout(Objects.requireNonNull(connectTimeout, "connectTimeout == null"));
    return this;
  }

  /**
   * Sets the timeout for the first byte of a response and between two bytes of it; 0 for none.
   * Defaults to {@link #timeout}, or if that is not set to the value of the given OkHttpClient.
   */
  public WorkflowClientBuilder readTimeout(Duration readTimeout) {
    options.readTimeout(Objects.requireNonNull(readTimeout, "readTimeout == null"));
    return this;
  }

  /**
   * Sets the timeout between two bytes of a request that the service accepts; 0 for none. Defaults
   * to {@link #timeout}, or if that is not set to the value of the given OkHttpClient.
   */
  public WorkflowClientBuilder writeTimeout(Duration writeTimeout) {
    options.writeTimeout(Objects.requireNonNull(writeTimeout, "writeTimeout == null"));
    return this;
  }

  /** Sets the retry options. Defaults to {@link RetryOptions#defaults}. */
  public WorkflowClientBuilder retryOptions(RetryOptions retryOptions) {
    options.retryOptions(Objects.requireNonNull(retryOptions, "retryOptions == null"));
    return this;
  }

  /**
   * Sets the listener that is called after every attempt at a request to the service, without the
   * API key, for logging. It runs in the thread that made the attempt. What it throws does not
   * change the outcome of the call: it is suppressed in the exception of a failed attempt, or else
   * logged. Downloads and calls of the Retrofit interfaces are not reported.
   */
  public WorkflowClientBuilder onExchange(Consumer<? super Exchange> listener) {
    this.exchangeListener = Objects.requireNonNull(listener, "listener == null");
    return this;
  }

  /** Sets the clock for waits and retries. Defaults to {@link PollClock#system}. */
  public WorkflowClientBuilder clock(PollClock clock) {
    this.clock = Objects.requireNonNull(clock, "clock == null");
    return this;
  }

  /**
   * Sets what captures the context of a thread that starts an asynchronous call, such as its span
   * or its logging context. The supplier is called in that thread, once for each call. Its executor
   * runs all that the call does in other threads: it sends further requests, calls listeners and
   * completes the future. With OpenTelemetry: {@code callerContext(() ->
   * Context.current().wrap(Runnable::run))}. The default captures nothing.
   */
  public WorkflowClientBuilder callerContext(Supplier<? extends Executor> callerContext) {
    this.callerContext = Objects.requireNonNull(callerContext, "callerContext == null");
    return this;
  }

  /**
   * Returns a client. The builder can be reused.
   *
   * @throws IllegalStateException if no API key is set, or if OkHttp is older than 5.0
   */
  public WorkflowClient build() {
    OkHttpVersion.check(OkHttpVersion.current());
    if (apiKey == null) {
      throw new IllegalStateException(
          "The API key is missing: call apiKey(...) before build(), or set "
              + API_KEY_VARIABLE
              + " and call fromEnvironment()");
    }
    OkHttpClient http = httpClient == null ? new OkHttpClient() : withTimeout(httpClient);
    Lifecycle lifecycle = new Lifecycle(clock, callerContext);
    return new HttpWorkflowClient(
        baseUrl,
        new Transport(http, baseUrl, apiKey, callFactory, listener()),
        Downloader.create(http, callFactory, lifecycle),
        lifecycle,
        httpClient == null ? options.build().orElse(DEFAULT_OPTIONS) : options.build(),
        httpClient == null ? http : null);
  }

  private @Nullable Consumer<? super Exchange> listener() {
    @Nullable Consumer<? super Exchange> log = exchangeLog;
    @Nullable Consumer<? super Exchange> listener = exchangeListener;
    if (log == null || listener == null) {
      return log == null ? listener : log;
    }
    return exchange -> {
      log.accept(exchange);
      listener.accept(exchange);
    };
  }

  private static OkHttpClient withTimeout(OkHttpClient http) {
    return http.callTimeoutMillis() > 0
        ? http
        : http.newBuilder().callTimeout(DEFAULT_TIMEOUT).build();
  }
}
