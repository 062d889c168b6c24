package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Objects;
import net.vimmerse.workflow.client.api.WorkflowApi;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Makes {@link WorkflowClient} objects. Not safe for use by several threads. */
public final class WorkflowClientBuilder {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private @Nullable String apiKey;
  private HttpUrl baseUrl = HttpUrl.get(WorkflowApi.BASE_URL);
  private @Nullable OkHttpClient httpClient;
  private @Nullable Duration timeout;
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
   * not changed, and not closed. Its interceptors do not see the API key; its redirects and retries
   * do not apply to paid requests.
   */
  public WorkflowClientBuilder httpClient(OkHttpClient httpClient) {
    this.httpClient = Objects.requireNonNull(httpClient, "httpClient == null");
    return this;
  }

  /**
   * Sets how long one request may take in all; zero for no limit. Unless set, it is 60 s, or what
   * the OkHttpClient that was given says. Downloads are limited only by the time between two bytes.
   */
  public WorkflowClientBuilder timeout(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("timeout < 0: " + timeout);
    }
    this.timeout = timeout;
    return this;
  }

  /** Sets the time that {@code await} goes by: the machine's own, unless set. */
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
          "The client needs an API key: call apiKey(...) before build()");
    }
    OkHttpClient owned = httpClient == null ? new OkHttpClient() : null;
    OkHttpClient base = owned == null ? Objects.requireNonNull(httpClient) : owned;
    Duration limit = timeout == null && owned != null ? DEFAULT_TIMEOUT : timeout;
    return new HttpWorkflowClient(
        baseUrl, new Transport(base, baseUrl, apiKey, limit), new Download(base), clock, owned);
  }
}
