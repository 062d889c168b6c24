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
 * What one wait for a workflow remembers and decides, apart from how it reads and how its time
 * passes. Starts when it is made. Used by one thread at a time.
 */
final class Wait {
  /** So that the read at the deadline has a chance. */
  private static final Duration SHORTEST_READ = Duration.ofSeconds(1);

  final String id;
  private final PollOptions options;
  private final Consumer<? super Progress> listener;
  private final PollClock clock;
  private final SplittableRandom random;
  private final long start;
  private Duration interval;
  private @Nullable Workflow last;
  private int failures;

  Wait(String id, PollOptions options, Consumer<? super Progress> listener, PollClock clock) {
    this.id = id;
    this.options = Objects.requireNonNull(options, "options == null");
    this.listener = Objects.requireNonNull(listener, "listener == null");
    this.clock = clock;
    Long seed = options.seed();
    random = new SplittableRandom(seed == null ? ThreadLocalRandom.current().nextLong() : seed);
    start = clock.nanoTime();
    interval = options.interval();
  }

  Duration firstPause() {
    return shorter(options.initialDelay(), options.deadline());
  }

  /** How long the next read may take at most. */
  Duration readLimit() {
    return longer(left(), SHORTEST_READ);
  }

  /**
   * Takes what was read.
   *
   * @return the pause before the next read, or null when the workflow has ended well
   * @throws WorkflowFailedException when it has ended badly
   * @throws WorkflowTimeoutException when the deadline has come
   */
  @Nullable Duration read(Workflow workflow) {
    failures = 0;
    report(workflow);
    last = workflow;
    if (ProcessingStatus.SUCCESS.equals(workflow.processingStatus())) {
      return null;
    }
    if (ProcessingStatus.FAIL.equals(workflow.processingStatus())) {
      throw new WorkflowFailedException(workflow);
    }
    return pause(Duration.ZERO, null);
  }

  /**
   * Takes why nothing was read.
   *
   * @return the pause before the next read
   * @throws WorkflowException the failure itself, when it will not pass or there were too many
   * @throws WorkflowTimeoutException when the deadline has come
   */
  Duration failed(WorkflowException failure) {
    if (!Transient.is(failure)) {
      throw failure;
    }
    failures++;
    Duration asked = Transient.retryAfter(failure);
    if (!left().isZero() && failures > options.toleratedFailures()) {
      throw failure;
    }
    return pause(asked == null ? Duration.ZERO : asked, failure);
  }

  private Duration pause(Duration atLeast, @Nullable WorkflowException failure) {
    Duration left = left();
    if (left.isZero()) {
      throw new WorkflowTimeoutException(id, last, elapsed(), failure);
    }
    Duration pause = options.jittered(interval, random);
    interval = options.after(interval);
    return shorter(longer(pause, atLeast), left);
  }

  private void report(Workflow now) {
    List<Completion> completions = now.completions();
    int known = last == null ? 0 : Math.min(last.completions().size(), completions.size());
    List<Completion> added = completions.subList(known, completions.size());
    if (last == null
        || !added.isEmpty()
        || !Objects.equals(last.processingStatus(), now.processingStatus())
        || !Objects.equals(last.progressPercentage(), now.progressPercentage())) {
      listener.accept(new Progress(now, added, elapsed()));
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(clock.nanoTime() - start);
  }

  private Duration left() {
    Duration left = options.deadline().minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
