package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.vimmerse.workflow.client.api.WorkflowApi;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Makes {@link WorkflowClient} objects. Not safe for use by several threads. */
public final class WorkflowClientBuilder {
  private static final String API_KEY_VARIABLE = "VIMMERSE_API_KEY";
  private static final String BASE_URL_VARIABLE = "VIMMERSE_BASE_URL";
  private static final CallOptions DEFAULTS =
      CallOptions.builder().timeout(Duration.ofSeconds(60)).build();

  private @Nullable String apiKey;
  private HttpUrl baseUrl = HttpUrl.get(WorkflowApi.BASE_URL);
  private @Nullable OkHttpClient httpClient;
  private final CallOptions.Builder options = CallOptions.builder();
  private @Nullable Consumer<? super Exchange> log;
  private PollClock clock = PollClock.system();

  WorkflowClientBuilder() {}

  /**
   * Sets the account's key. Required. It is sent to the base URL's scheme, host and port, nowhere
   * else.
   *
   * @throws IllegalArgumentException if it cannot be sent, since it is empty or has spaces, line
   *     breaks or other letters than those of ASCII
   */
  public WorkflowClientBuilder apiKey(String apiKey) {
    boolean sendable = apiKey.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (apiKey.isEmpty() || !sendable) {
      throw new IllegalArgumentException(
          "The API key is empty or has characters that no header can carry. Was it read with a line break?");
    }
    this.apiKey = apiKey;
    return this;
  }

  /**
   * Sets where the service is: the live one, unless set. A path is kept, for gateways.
   *
   * @throws IllegalArgumentException if it is no URL of HTTP or HTTPS, or has a query
   */
  public WorkflowClientBuilder baseUrl(String baseUrl) {
    HttpUrl url = HttpUrl.get(baseUrl);
    if (url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException("The base URL must end with a path: " + url.redact());
    }
    boolean endsWithSlash = url.pathSegments().get(url.pathSize() - 1).isEmpty();
    this.baseUrl = endsWithSlash ? url : url.newBuilder().addPathSegment("").build();
    return this;
  }

  /**
   * Sets the client to share connections, threads, interceptors, proxy and certificates with. It is
   * not changed, and not closed. Its interceptors do not see the API key, except for network
   * interceptors, which see what is sent; its redirects do not apply, and its retries not to paid
   * requests. Asynchronous waits read within the limits of its dispatcher.
   */
  public WorkflowClientBuilder httpClient(OkHttpClient httpClient) {
    this.httpClient = Objects.requireNonNull(httpClient, "httpClient == null");
    return this;
  }

  /**
   * Takes the API key from {@code VIMMERSE_API_KEY} and the base URL from {@code
   * VIMMERSE_BASE_URL}. A variable that is not set, or empty, changes nothing.
   *
   * @throws IllegalArgumentException if one of the two cannot be what it should be
   */
  public WorkflowClientBuilder fromEnvironment() {
    return fromEnvironment(System::getenv);
  }

  WorkflowClientBuilder fromEnvironment(UnaryOperator<@Nullable String> environment) {
    String key = environment.apply(API_KEY_VARIABLE);
    String url = environment.apply(BASE_URL_VARIABLE);
    if (key != null && !key.isEmpty()) {
      apiKey(key);
    }
    if (url != null && !url.isEmpty()) {
      baseUrl(url);
    }
    return this;
  }

  /**
   * Sets how long one attempt at a request may take in all; zero for no limit. Unless set, it is 60
   * s, or what the OkHttpClient that was given says. Downloads are limited only by the time between
   * two bytes.
   */
  public WorkflowClientBuilder timeout(Duration timeout) {
    options.timeout(Objects.requireNonNull(timeout, "timeout == null"));
    return this;
  }

  /**
   * Sets how long connecting may take; zero for no limit. Unless set, it is 10 s, or what the
   * OkHttpClient that was given says.
   */
  public WorkflowClientBuilder connectTimeout(Duration connectTimeout) {
    options.connectTimeout(Objects.requireNonNull(connectTimeout, "connectTimeout == null"));
    return this;
  }

  /**
   * Sets how long the service may be silent before or between two bytes; zero for no limit. Unless
   * set, it is the time-out of the whole, or what the OkHttpClient that was given says.
   */
  public WorkflowClientBuilder readTimeout(Duration readTimeout) {
    options.readTimeout(Objects.requireNonNull(readTimeout, "readTimeout == null"));
    return this;
  }

  /**
   * Sets how long the service may take none of the bytes that are sent; zero for no limit. Unless
   * set, it is the time-out of the whole, or what the OkHttpClient that was given says.
   */
  public WorkflowClientBuilder writeTimeout(Duration writeTimeout) {
    options.writeTimeout(Objects.requireNonNull(writeTimeout, "writeTimeout == null"));
    return this;
  }

  /** Sets how requests are repeated: {@link RetryOptions#defaults}, unless set. */
  public WorkflowClientBuilder retries(RetryOptions retries) {
    options.retries(Objects.requireNonNull(retries, "retries == null"));
    return this;
  }

  /**
   * Sets who is told of every attempt at a request to the service and what came of it, without the
   * API key: the place to write a log from. Called in the thread that has made the attempt; what it
   * throws reaches the caller. Downloads are not told of.
   */
  public WorkflowClientBuilder onExchange(Consumer<? super Exchange> listener) {
    this.log = Objects.requireNonNull(listener, "listener == null");
    return this;
  }

  /** Sets the time that waiting and retrying go by: the machine's own, unless set. */
  public WorkflowClientBuilder clock(PollClock clock) {
    this.clock = Objects.requireNonNull(clock, "clock == null");
    return this;
  }

  /**
   * Returns a client. The builder can be used further.
   *
   * @throws IllegalStateException if there is no API key
   */
  public WorkflowClient build() {
    if (apiKey == null) {
      throw new IllegalStateException(
          "The client needs an API key: call apiKey(...) before build(), or set "
              + API_KEY_VARIABLE
              + " and call fromEnvironment()");
    }
    OkHttpClient owned = httpClient == null ? owned() : null;
    OkHttpClient base = owned == null ? Objects.requireNonNull(httpClient) : owned;
    return new HttpWorkflowClient(
        baseUrl,
        new Transport(base, baseUrl, apiKey, log),
        new Download(base, clock),
        clock,
        owned == null ? options.build() : options.build().over(DEFAULTS),
        owned);
  }

  private static OkHttpClient owned() {
    OkHttpClient owned = new OkHttpClient();
    // There is one host only, so OkHttp's limit for all hosts is the one that counts.
    owned.dispatcher().setMaxRequestsPerHost(owned.dispatcher().getMaxRequests());
    return owned;
  }
}
