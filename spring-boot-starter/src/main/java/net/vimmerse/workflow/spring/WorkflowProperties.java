package net.vimmerse.workflow.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the client. What is not set has the client's default.
 *
 * @param apiKey API key of the service. Defaults to the environment variable VIMMERSE_API_KEY.
 * @param baseUrl Base URL of the service. Defaults to the environment variable VIMMERSE_BASE_URL,
 *     or else to the live service.
 * @param timeout Timeout of a call with its retries; 0 for none. Defaults to 60 s.
 * @param connectTimeout Timeout for connecting; 0 for none. Defaults to 10 s.
 * @param readTimeout Timeout between two bytes of a response; 0 for none. Defaults to the timeout
 *     of the call.
 * @param writeTimeout Timeout between two bytes of a request; 0 for none. Defaults to the timeout
 *     of the call.
 * @param retry Retries of calls that failed for a temporary reason.
 */
@ConfigurationProperties("workflow")
public record WorkflowProperties(
    @Nullable String apiKey,
    @Nullable String baseUrl,
    @Nullable Duration timeout,
    @Nullable Duration connectTimeout,
    @Nullable Duration readTimeout,
    @Nullable Duration writeTimeout,
    @DefaultValue Retry retry) {

  /**
   * Properties of the retries.
   *
   * @param maxRetries Maximum number of retries of a request; 0 disables them.
   * @param initialDelay Maximum delay before the first retry.
   * @param maxDelay Maximum delay before any retry, unless the service asks for more.
   * @param maxRetryAfter Maximum delay that the client accepts from the service.
   */
  public record Retry(
      @DefaultValue("2") int maxRetries,
      @DefaultValue("500ms") Duration initialDelay,
      @DefaultValue("8s") Duration maxDelay,
      @DefaultValue("60s") Duration maxRetryAfter) {}

  /** Returns the properties without the API key. */
  @Override
  public String toString() {
    return "WorkflowProperties{baseUrl=" + baseUrl + ", timeout=" + timeout + "}";
  }
}
