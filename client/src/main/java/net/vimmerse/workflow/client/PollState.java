package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import net.vimmerse.workflow.client.model.Completion;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * The state of one wait for a workflow: decides after each read whether and when to read again. Its
 * timeout starts when it is constructed. Used by one thread at a time.
 */
final class PollState {
  /** Gives the read at the end of the timeout a chance to succeed. */
  private static final Duration MIN_READ_TIMEOUT = Duration.ofSeconds(1);

  final String id;
  private final PollOptions options;
  private final Consumer<? super WorkflowProgress> listener;
  private final PollClock clock;
  private final SplittableRandom random;
  private final long start;
  private Duration interval;
  private @Nullable Workflow last;
  private int consecutiveFailures;

  PollState(
      String id,
      PollOptions options,
      Consumer<? super WorkflowProgress> listener,
      PollClock clock) {
    this.id = id;
    this.options = Objects.requireNonNull(options, "options == null");
    this.listener = Objects.requireNonNull(listener, "listener == null");
    this.clock = clock;
    Long seed = options.seed();
    random = new SplittableRandom(seed == null ? ThreadLocalRandom.current().nextLong() : seed);
    start = clock.nanoTime();
    interval = options.interval();
  }

  Duration initialDelay() {
    return min(options.initialDelay(), options.timeout());
  }

  Duration readTimeout() {
    return max(remaining(), MIN_READ_TIMEOUT);
  }

  /**
   * Handles a workflow that was read.
   *
   * @return the delay before the next read, or null if the workflow has succeeded
   * @throws WorkflowFailedException if the workflow has failed
   * @throws WorkflowTimeoutException if the timeout has expired
   */
  @Nullable Duration onRead(Workflow workflow) {
    consecutiveFailures = 0;
    WorkflowProgress change = change(workflow);
    last = workflow;
    @Nullable ProcessingStatus status = LenientRead.of(workflow::processingStatus);
    if (ProcessingStatus.SUCCESS.equals(status)) {
      notifyOfEnd(change, null);
      return null;
    }
    if (ProcessingStatus.FAIL.equals(status)) {
      WorkflowFailedException failure = new WorkflowFailedException(workflow);
      notifyOfEnd(change, failure);
      throw failure;
    }
    if (change != null) {
      listener.accept(change);
    }
    return nextDelay(Duration.ZERO, null);
  }

  /**
   * Handles a failed read.
   *
   * @return the delay before the next read
   * @throws WorkflowException the failure itself, if it is permanent, there were too many, or the
   *     service asks for a longer delay than remains
   * @throws WorkflowTimeoutException if the timeout has expired
   */
  Duration onFailure(WorkflowException failure) {
    if (!TransientFailures.isTransient(failure)) {
      throw failure;
    }
    consecutiveFailures++;
    Duration retryAfter = TransientFailures.retryAfter(failure);
    Duration remaining = remaining();
    boolean tooMany = consecutiveFailures > options.maxConsecutiveFailures();
    boolean tooLong = retryAfter != null && retryAfter.compareTo(remaining) > 0;
    if (!remaining.isZero() && (tooMany || tooLong)) {
      throw failure;
    }
    return nextDelay(retryAfter == null ? Duration.ZERO : retryAfter, failure);
  }

  private Duration nextDelay(Duration minDelay, @Nullable WorkflowException failure) {
    Duration remaining = remaining();
    if (remaining.isZero()) {
      throw new WorkflowTimeoutException(id, last, elapsed(), failure);
    }
    Duration delay = options.withJitter(interval, random);
    interval = options.nextInterval(interval);
    return min(max(delay, minDelay), remaining);
  }

  private void notifyOfEnd(@Nullable WorkflowProgress change, @Nullable Throwable failure) {
    if (change != null) {
      Notification.send(listener, change, failure);
    }
  }

  private @Nullable WorkflowProgress change(Workflow now) {
    List<Completion> completions = completions(now);
    int known = last == null ? 0 : Math.min(completions(last).size(), completions.size());
    List<Completion> added = completions.subList(known, completions.size());
    boolean changed =
        last == null
            || !added.isEmpty()
            || !Objects.equals(
                LenientRead.of(last::processingStatus), LenientRead.of(now::processingStatus))
            || !Objects.equals(
                LenientRead.of(last::progressPercentage), LenientRead.of(now::progressPercentage));
    return changed ? new WorkflowProgress(now, added, elapsed()) : null;
  }

  static List<Completion> completions(Workflow workflow) {
    @Nullable List<Completion> completions = LenientRead.of(workflow::completions);
    return completions == null ? List.of() : completions;
  }

  private Duration elapsed() {
    return Duration.ofNanos(clock.nanoTime() - start);
  }

  private Duration remaining() {
    return max(options.timeout().minus(elapsed()), Duration.ZERO);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
