package net.vimmerse.workflow.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
   * @param timeout limits all attempts and the delays between them; 0 for no limit
   */
  BufferedResponse execute(String request, boolean paid, Duration timeout, Attempt attempt) {
    long start = clock.nanoTime();
    @Nullable Duration remaining = null;
    for (int number = 1; ; number++) {
      try {
        return attempt.send(number, remaining);
      } catch (WorkflowException failure) {
        if (number > options.maxRetries() || !isRetryable(failure, paid)) {
          throw failure;
        }
        @Nullable Duration delay = options.delay(number, TransientFailures.retryAfter(failure));
        if (delay == null) {
          throw failure;
        }
        if (!timeout.isZero()) {
          remaining = timeout.minusNanos(clock.nanoTime() - start).minus(delay);
          if (remaining.isNegative() || remaining.isZero()) {
            throw failure;
          }
        }
        Notification.send(
            options.listener(), new RetryEvent(request, number, failure, delay), null);
        sleep(request, delay, paid, failure);
      }
    }
  }

  /** Sends a request once. */
  interface Attempt {
    /**
     * Sends the request.
     *
     * @param number the number of the attempt, from 1
     * @param timeout applies if it is shorter than the client's own; null for that
     */
    BufferedResponse send(int number, @Nullable Duration timeout);
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
