package net.vimmerse.workflow.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Thrown for status 429: too many requests. */
public final class RateLimitedException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  RateLimitedException(BufferedResponse response) {
    super(response);
  }

  /**
   * Returns the delay that the service asks for with the Retry-After header; null if the header is
   * missing or invalid.
   */
  public @Nullable Duration retryAfter() {
    return RetryAfterHeader.parse(headers());
  }
}
