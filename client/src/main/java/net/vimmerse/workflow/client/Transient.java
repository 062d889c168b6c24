package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which failures may pass if the request is made again later. */
final class Transient {
  private static final int REQUEST_TIMEOUT = 408;

  /** Of the statuses from 500, those that say nothing about a lasting defect of the request. */
  private static final Set<Integer> SERVER_STATUSES = Set.of(500, 502, 503, 504, 520, 522, 524);

  private Transient() {}

  static boolean is(WorkflowException failure) {
    if (failure instanceof WorkflowNetworkException || failure instanceof RateLimitedException) {
      return true;
    }
    if (!(failure instanceof WorkflowApiException)) {
      return false;
    }
    int status = ((WorkflowApiException) failure).status();
    return status == REQUEST_TIMEOUT || SERVER_STATUSES.contains(status);
  }

  /** How long the service asks to wait, or null. */
  static @Nullable Duration retryAfter(WorkflowException failure) {
    return failure instanceof WorkflowApiException
        ? RetryAfter.of(((WorkflowApiException) failure).headers())
        : null;
  }
}
