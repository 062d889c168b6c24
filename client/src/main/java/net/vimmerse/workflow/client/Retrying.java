package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.function.IntFunction;

/** Makes a request again where that is safe. */
final class Retrying {
  private final RetryOptions options;
  private final PollClock clock;

  Retrying(RetryOptions options, PollClock clock) {
    this.options = options;
    this.clock = clock;
  }

  /**
   * @param paid whether the request costs credits
   * @param attempt makes the request, given the number of the attempt, from 1
   */
  Answer run(String request, boolean paid, IntFunction<Answer> attempt) {
    for (int number = 1; ; number++) {
      try {
        return attempt.apply(number);
      } catch (WorkflowException failure) {
        if (number > options.retries() || !mayBeRepeated(failure, paid)) {
          throw failure;
        }
        Duration pause = options.pause(number, Transient.retryAfter(failure));
        options.listener().accept(new Retry(request, number, failure, pause));
        sleep(request, pause);
      }
    }
  }

  private static boolean mayBeRepeated(WorkflowException failure, boolean paid) {
    if (!paid) {
      return Transient.is(failure);
    }
    return failure instanceof RateLimitedException
        || (failure instanceof WorkflowNetworkException
            && !((WorkflowNetworkException) failure).mayHaveBeenReceived());
  }

  private void sleep(String request, Duration pause) {
    try {
      clock.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkflowInterruptedException(
          request + " was interrupted before it was made again", e);
    }
  }
}
