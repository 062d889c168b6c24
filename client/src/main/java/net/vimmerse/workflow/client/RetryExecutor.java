package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.function.IntFunction;

/** Sends a request, and sends it again after failures where that is safe. */
final class RetryExecutor {
  private final RetryOptions options;
  private final PollClock clock;

  RetryExecutor(RetryOptions options, PollClock clock) {
    this.options = options;
    this.clock = clock;
  }

  /**
   * Calls {@code attempt} until it returns or its failure must not be retried.
   *
   * @param paid true if the request costs credits
   * @param attempt sends the request; takes the number of the attempt, from 1
   */
  BufferedResponse execute(String request, boolean paid, IntFunction<BufferedResponse> attempt) {
    for (int number = 1; ; number++) {
      try {
        return attempt.apply(number);
      } catch (WorkflowException failure) {
        if (number > options.maxRetries() || !isRetryable(failure, paid)) {
          throw failure;
        }
        Duration delay = options.delay(number, TransientFailures.retryAfter(failure));
        Notification.send(
            options.listener(), new RetryEvent(request, number, failure, delay), null);
        sleep(request, delay, paid, failure);
      }
    }
  }

  private static boolean isRetryable(WorkflowException failure, boolean paid) {
    if (!paid) {
      return TransientFailures.isTransient(failure);
    }
    return failure instanceof RateLimitedException
        || (failure instanceof WorkflowNetworkException
            && !((WorkflowNetworkException) failure).mayHaveBeenReceived());
  }

  private void sleep(String request, Duration delay, boolean paid, WorkflowException failure) {
    try {
      clock.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      // A paid request is retried only if it was not received.
      WorkflowInterruptedException interrupted =
          new WorkflowInterruptedException(
              request + " was interrupted before its retry", !paid, null, e);
      interrupted.addSuppressed(failure);
      throw interrupted;
    }
  }
}
