package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import net.vimmerse.workflow.client.model.Completion;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * Waits for workflows by reading them again and again. Holds nothing that two waits could share.
 */
final class Poller {
  /** So that the read at the deadline has a chance. */
  private static final Duration SHORTEST_READ = Duration.ofSeconds(1);

  private final BiFunction<String, Duration, Workflow> reader;
  private final PollClock clock;

  Poller(BiFunction<String, Duration, Workflow> reader, PollClock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  Workflow await(String id, PollOptions options, Consumer<? super Progress> listener) {
    long start = clock.nanoTime();
    Duration pause = options.interval();
    Workflow last = null;
    int failures = 0;
    sleep(id, shorter(options.initialDelay(), options.deadline()));
    while (true) {
      WorkflowException failure = null;
      Workflow workflow = null;
      try {
        workflow = reader.apply(id, longer(left(start, options), SHORTEST_READ));
      } catch (WorkflowNetworkException | RateLimitedException | ServerErrorException e) {
        failure = e;
        failures++;
      }
      if (workflow != null) {
        failures = 0;
        report(listener, last, workflow, elapsed(start));
        if (ProcessingStatus.SUCCESS.equals(workflow.processingStatus())) {
          return workflow;
        }
        if (ProcessingStatus.FAIL.equals(workflow.processingStatus())) {
          throw new WorkflowFailedException(workflow);
        }
        last = workflow;
      }
      Duration left = left(start, options);
      if (left.isZero()) {
        throw new WorkflowTimeoutException(id, last, elapsed(start), failure);
      }
      if (failure != null && failures > options.toleratedFailures()) {
        throw failure;
      }
      sleep(id, shorter(longer(pause, asked(failure)), left));
      pause = options.after(pause);
    }
  }

  private static void report(
      Consumer<? super Progress> listener,
      @Nullable Workflow last,
      Workflow now,
      Duration elapsed) {
    List<Completion> completions = now.completions();
    int known = last == null ? 0 : Math.min(last.completions().size(), completions.size());
    List<Completion> added = completions.subList(known, completions.size());
    if (last == null
        || !added.isEmpty()
        || !Objects.equals(last.processingStatus(), now.processingStatus())
        || !Objects.equals(last.progressPercentage(), now.progressPercentage())) {
      listener.accept(new Progress(now, added, elapsed));
    }
  }

  private void sleep(String id, Duration duration) {
    try {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!duration.isZero()) {
        clock.sleep(duration);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkflowInterruptedException(
          "Waiting for workflow " + id + " was interrupted. It may still be running", e);
    }
  }

  private Duration elapsed(long start) {
    return Duration.ofNanos(clock.nanoTime() - start);
  }

  private Duration left(long start, PollOptions options) {
    Duration left = options.deadline().minus(elapsed(start));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration asked(@Nullable WorkflowException failure) {
    if (!(failure instanceof WorkflowApiException)) {
      return Duration.ZERO;
    }
    Duration retryAfter = RetryAfter.of(((WorkflowApiException) failure).headers());
    return retryAfter == null ? Duration.ZERO : retryAfter;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
