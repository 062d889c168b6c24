package net.vimmerse.workflow.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Status 429: too many requests. */
public final class RateLimitedException extends WorkflowApiException {
  private static final long serialVersionUID = 1L;

  RateLimitedException(Answer answer) {
    super(answer);
  }

  /**
   * Returns how long the service asks to wait.
   *
   * @return null if it does not say, or not in a form that is understood
   */
  public @Nullable Duration retryAfter() {
    return RetryAfter.of(headers());
  }
}
