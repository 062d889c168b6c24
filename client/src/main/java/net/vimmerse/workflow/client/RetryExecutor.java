package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Sends a request, and sends it again after failures where that is safe. */
final class RetryExecutor {
  private final RetryOptions options;
  private final Lifecycle clock;

  RetryExecutor(RetryOptions options, Lifecycle clock) {
    this.options = options;
    this.clock = clock;
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

  /** Starts sending a request once. */
  interface AsyncAttempt<T> {
    /**
     * Starts as {@link Attempt#send} does.
     *
     * @param callback called once with the value or else with the failure
     * @return an action that cancels the attempt
     */
    Runnable start(
        int number,
        @Nullable Duration timeout,
        BiConsumer<@Nullable T, @Nullable Throwable> callback);
  }

  /**
   * Calls {@code attempt} until it returns or its failure must not be retried.
   *
   * @param timeout limits all attempts and the delays between them; 0 for no limit
   */
  BufferedResponse execute(String request, Duration timeout, Attempt attempt) {
    Attempts attempts = new Attempts(request, timeout);
    while (true) {
      try {
        return attempt.send(attempts.number, attempts.remaining);
      } catch (WorkflowException failure) {
        @Nullable Duration delay = attempts.delayAfter(failure);
        if (delay == null) {
          throw failure;
        }
        sleep(request, delay, failure);
      }
    }
  }

  /** Executes a request without blocking a thread; see {@link #execute}. */
  <T> CompletableFuture<T> executeAsync(String request, Duration timeout, AsyncAttempt<T> attempt) {
    AsyncExecution<T> execution = new AsyncExecution<>(new Attempts(request, timeout), attempt);
    execution.start();
    return execution.future;
  }

  /** Starts the attempts at one request, each when the one before has failed. */
  private final class AsyncExecution<T> {
    private final Attempts attempts;
    private final AsyncAttempt<T> attempt;
    private final Executor context = clock.captureContext();
    final CompletableFuture<T> future = new CompletableFuture<>();

    AsyncExecution(Attempts attempts, AsyncAttempt<T> attempt) {
      this.attempts = attempts;
      this.attempt = attempt;
    }

    void start() {
      if (future.isDone()) {
        return;
      }
      try {
        Runnable cancel =
            attempt.start(
                attempts.number,
                attempts.remaining,
                (value, failure) -> inContext(() -> end(value, failure)));
        CompletableFuture<T> unused = future.whenComplete((value, failure) -> cancel.run());
      } catch (Throwable e) {
        future.completeExceptionally(e);
      }
    }

    private void inContext(Runnable action) {
      try {
        context.execute(action);
      } catch (Throwable e) {
        future.completeExceptionally(e);
      }
    }

    private void end(@Nullable T value, @Nullable Throwable failure) {
      if (failure == null) {
        future.complete(value);
        return;
      }
      try {
        @Nullable Duration delay =
            failure instanceof WorkflowException
                ? attempts.delayAfter((WorkflowException) failure)
                : null;
        if (delay == null) {
          future.completeExceptionally(failure);
        } else {
          startAfter(delay);
        }
      } catch (Throwable e) {
        future.completeExceptionally(e);
      }
    }

    private void startAfter(Duration delay) {
      CompletableFuture<Void> pause = clock.endOnClose(new CompletableFuture<>());
      CompletableFuture<Void> unusedNext =
          pause.whenComplete(
              (nothing, e) -> {
                if (e == null) {
                  inContext(this::start);
                } else {
                  future.completeExceptionally(e);
                }
              });
      Future<?> scheduled = clock.schedule(FallibleTask.completing(pause), delay);
      // The caller may have cancelled the future; then the client must not keep the pause either.
      CompletableFuture<T> unused =
          future.whenComplete(
              (value, e) -> {
                scheduled.cancel(false);
                pause.cancel(false);
              });
    }
  }

  private void sleep(String request, Duration delay, WorkflowException failure) {
    try {
      clock.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      // A paid request is retried only if it was not received.
      WorkflowInterruptedException interrupted =
          new WorkflowInterruptedException(
              request + " was interrupted before its retry",
              !TransientFailures.isPaid(request),
              null,
              e);
      interrupted.addSuppressed(failure);
      throw interrupted;
    }
  }

  /** Counts the attempts at one request. Used by one thread at a time. */
  private final class Attempts {
    private final String request;
    private final Duration timeout;
    private final long start = clock.nanoTime();
    private int number = 1;
    private @Nullable Duration remaining;

    Attempts(String request, Duration timeout) {
      this.request = request;
      this.timeout = timeout;
    }

    /** Returns the delay before the next attempt; null if there must be none. */
    @Nullable Duration delayAfter(WorkflowException failure) {
      if (number > options.maxRetries() || !failure.isRetryable()) {
        return null;
      }
      @Nullable Duration delay = options.delay(number, TransientFailures.retryAfter(failure));
      if (delay == null) {
        return null;
      }
      if (!timeout.isZero()) {
        remaining = timeout.minusNanos(clock.nanoTime() - start).minus(delay);
        if (remaining.isNegative() || remaining.isZero()) {
          return null;
        }
      }
      RetryEvent event = RetryEvent.of(request, number, failure, delay);
      Notification.send(options.listener(), event, null);
      number++;
      return delay;
    }
  }
}
