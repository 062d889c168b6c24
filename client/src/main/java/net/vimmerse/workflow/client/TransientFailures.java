package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells failures that may not recur, so that a retry makes sense, from permanent ones. */
final class TransientFailures {
  /**
   * Request Timeout, and the statuses from 500 that do not indicate a permanent defect of the
   * request.
   */
  private static final Set<Integer> STATUSES = Set.of(408, 500, 502, 503, 504, 520, 522, 524);

  private TransientFailures() {}

  /** Returns true for the method and path of a request that costs credits. */
  static boolean isPaid(String request) {
    return request.startsWith(Transport.PAID_METHOD + " ");
  }

  /** Returns true if a request, known by its method and path, may succeed when it is repeated. */
  static boolean isRetryable(String request, int status) {
    return status == 429 || (!isPaid(request) && STATUSES.contains(status));
  }

  static boolean isTransient(WorkflowException failure) {
    return failure instanceof WorkflowNetworkException
        || failure instanceof RateLimitedException
        || (failure instanceof WorkflowApiException
            && STATUSES.contains(((WorkflowApiException) failure).status()));
  }

  /** Returns the delay that the service asks for, or null if it asks for none. */
  static @Nullable Duration retryAfter(WorkflowException failure) {
    return failure instanceof WorkflowApiException
        ? RetryAfterHeader.parse(((WorkflowApiException) failure).headers())
        : null;
  }
}
