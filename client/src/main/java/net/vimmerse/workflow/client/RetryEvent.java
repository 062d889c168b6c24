package net.vimmerse.workflow.client;

import java.time.Duration;

/** Describes a failed request that is about to be retried. Immutable. */
public final class RetryEvent {
  private final String request;
  private final int failedAttempts;
  private final WorkflowException failure;
  private final Duration delay;

  private RetryEvent(
      String request, int failedAttempts, WorkflowException failure, Duration delay) {
    this.request = request;
    this.failedAttempts = failedAttempts;
    this.failure = failure;
    this.delay = delay;
  }

  /** Returns an event, for tests of listeners. */
  public static RetryEvent of(
      String request, int failedAttempts, WorkflowException failure, Duration delay) {
    return new RetryEvent(request, failedAttempts, failure, delay);
  }

  /** Returns the method and path of the request, without the query. */
  public String request() {
    return request;
  }

  /** Returns the number of attempts that have failed so far, at least 1. */
  public int failedAttempts() {
    return failedAttempts;
  }

  /** Returns the failure of the last attempt. */
  public WorkflowException failure() {
    return failure;
  }

  /** Returns the delay before the next attempt. */
  public Duration delay() {
    return delay;
  }

  @Override
  public String toString() {
    return "RetryEvent{"
        + request
        + ", "
        + failedAttempts
        + " failed, "
        + delay
        + ", "
        + failure
        + "}";
  }
}
