package net.vimmerse.workflow.client;

import java.time.Duration;

/** That a request failed and is about to be made again. Immutable. */
public final class Retry {
  private final String request;
  private final int failedAttempts;
  private final WorkflowException reason;
  private final Duration pause;

  Retry(String request, int failedAttempts, WorkflowException reason, Duration pause) {
    this.request = request;
    this.failedAttempts = failedAttempts;
    this.reason = reason;
    this.pause = pause;
  }

  /** Returns the method and path of the request. */
  public String request() {
    return request;
  }

  /** Returns how often the request has failed so far, at least 1. */
  public int failedAttempts() {
    return failedAttempts;
  }

  /** Returns why it failed the last time. */
  public WorkflowException reason() {
    return reason;
  }

  /** Returns how long will be waited before the next attempt. */
  public Duration pause() {
    return pause;
  }

  @Override
  public String toString() {
    return "Retry{" + request + ", " + failedAttempts + " failed, " + pause + ", " + reason + "}";
  }
}
