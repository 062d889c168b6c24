package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes when a workflow changes: it waits as new, then each step takes its share of the
 * remaining time.
 *
 * <p>Everything is computed from the workflow, never advanced, so the clock may jump.
 */
public final class Timeline {

  /** A workflow is new for this fraction of its duration: one part in twenty. */
  private static final int WAIT_DIVISOR = 20;

  private final Workflow workflow;
  private final Duration wait;
  private final Duration work;

  /** The share of the processing that is ever done: {@code parts} of {@code totalParts}. */
  private final long parts;

  private final long totalParts;

  /** The time from creation to the last change. */
  private final Duration stop;

  /** Creates the timeline of a workflow. */
  public Timeline(Workflow workflow) {
    this.workflow = workflow;
    Duration whole = workflow.plan().duration();
    this.wait = waitOf(workflow.pipeline(), whole);
    this.work = whole.minus(wait);
    Outcome outcome = workflow.plan().outcome();
    if (outcome instanceof Outcome.Failure failure) {
      this.parts = partsUntil(failure.step()) + partsUntil(failure.step() + 1);
      this.totalParts = 2 * partsUntil(stepCount());
    } else if (outcome instanceof Outcome.Stuck stuck) {
      this.parts = stuck.percentage();
      this.totalParts = 100;
    } else {
      this.parts = 1;
      this.totalParts = 1;
    }
    this.stop = wait.plus(shareOfWork(parts, totalParts));
  }

  /** Returns when the clock ends the workflow; empty if it never does. */
  public Optional<Instant> endsAt() {
    return isMovedByClock() && !isStuck()
        ? Optional.of(workflow.createdAt().plus(stop))
        : Optional.empty();
  }

  /** Returns the part of {@code whole} that has passed when progress reaches a percentage. */
  public static Duration elapsedAt(Pipeline pipeline, Duration whole, int percentage) {
    Duration wait = waitOf(pipeline, whole);
    return wait.plus(share(whole.minus(wait), percentage, 100));
  }

  private static Duration waitOf(Pipeline pipeline, Duration whole) {
    Pace pace = pipeline.pace();
    return pace == null
        ? share(whole, 1, WAIT_DIVISOR)
        : share(whole, pace.start().toMillis(), pace.total().toMillis());
  }

  /** Returns the sum of the first steps' shares of the work: one each, or their milliseconds. */
  private long partsUntil(int step) {
    Pace pace = workflow.pipeline().pace();
    if (pace == null) {
      return step;
    }
    long millis = 0;
    for (Duration time : pace.steps().subList(0, step)) {
      millis += time.toMillis();
    }
    return millis;
  }

  /** Returns how much of the work is done when this many steps are. */
  private Duration workUntil(int step) {
    return shareOfWork(partsUntil(step), partsUntil(stepCount()));
  }

  /** Returns how many steps are ever completed, even if they take no time. */
  private int finallyCompleted() {
    Outcome outcome = workflow.plan().outcome();
    if (outcome instanceof Outcome.Failure failure) {
      return failure.step();
    }
    int steps = 0;
    while (steps < stepCount()
        && partsUntil(steps + 1) * totalParts <= parts * partsUntil(stepCount())) {
      steps++;
    }
    return steps;
  }

  /** Returns how many steps end within a part of the work. */
  private int stepsWithin(Duration worked) {
    int steps = 0;
    while (steps < stepCount() && worked.compareTo(workUntil(steps + 1)) >= 0) {
      steps++;
    }
    return steps;
  }

  /** Returns the distinct times at which processing starts, a step completes or all ends. */
  public List<Instant> changeTimes() {
    if (!isMovedByClock()) {
      return List.of();
    }
    Set<Instant> changeTimes = new LinkedHashSet<>();
    for (int steps = 0; steps <= finallyCompleted(); steps++) {
      changeTimes.add(workflow.createdAt().plus(wait).plus(workUntil(steps)));
    }
    endsAt().ifPresent(changeTimes::add);
    return List.copyOf(changeTimes);
  }

  /** Tests whether the workflow has ended at {@code now}. */
  public boolean hasEndedAt(Instant now) {
    return !isStuck() && elapsedAt(now).compareTo(stop) >= 0;
  }

  WorkflowView at(Instant now) {
    TimelinePosition position = workflow.position();
    return viewAfter(elapsedAt(now), position == null ? null : position.movedAt());
  }

  private Duration elapsedAt(Instant now) {
    TimelinePosition position = workflow.position();
    if (position != null) {
      return position.elapsed();
    }
    Instant created = workflow.createdAt();
    return isMovedByClock() ? Duration.between(created, later(now, created)) : Duration.ZERO;
  }

  private boolean isMovedByClock() {
    return workflow.plan().progression() instanceof Progression.Time && workflow.position() == null;
  }

  private boolean isStuck() {
    return workflow.plan().outcome() instanceof Outcome.Stuck;
  }

  /**
   * Returns the view after {@code elapsed}.
   *
   * @param movedAt when the position was set; null if the clock advances the workflow
   */
  private WorkflowView viewAfter(Duration elapsed, @Nullable Instant movedAt) {
    Instant created = workflow.createdAt();
    if (elapsed.compareTo(stop) >= 0) {
      return viewWhenStopped(movedAt == null ? created.plus(stop) : movedAt);
    }
    if (elapsed.compareTo(wait) < 0) {
      return view(Status.NEW, 0, 0, null, movedAt == null ? created : movedAt);
    }
    int percentage = sharesDone(elapsed, 100);
    int completed = stepsWithin(elapsed.minus(wait));
    Instant percentageReached = created.plus(wait).plus(shareOfWork(percentage, 100));
    Instant stepReached = created.plus(wait).plus(workUntil(completed));
    return view(
        Status.PROCESSING,
        percentage,
        completed,
        null,
        movedAt == null ? later(percentageReached, stepReached) : movedAt);
  }

  /** Returns the final view of a workflow that has ended or is stuck. */
  private WorkflowView viewWhenStopped(Instant since) {
    Outcome outcome = workflow.plan().outcome();
    Status status =
        isStuck()
            ? Status.PROCESSING
            : outcome instanceof Outcome.Success ? Status.SUCCESS : Status.FAIL;
    return view(
        status,
        (int) (100 * parts / totalParts),
        finallyCompleted(),
        isStuck() ? null : since,
        since);
  }

  private WorkflowView view(
      Status status, int percentage, int completed, @Nullable Instant endedAt, Instant changedAt) {
    List<Step> steps = workflow.pipeline().steps();
    return new WorkflowView(
        status,
        percentage,
        steps.subList(0, completed),
        status == Status.SUCCESS ? List.of(workflow.pipeline().last()) : List.of(),
        endedAt,
        later(changedAt, workflow.details().changedAt()));
  }

  private int stepCount() {
    return workflow.pipeline().steps().size();
  }

  /** Returns how many of {@code shares} equal shares are done while processing. */
  private int sharesDone(Duration elapsed, int shares) {
    Duration worked = elapsed.minus(wait);
    int passed = (int) (worked.toNanos() * shares / work.toNanos());
    // The end of a share is truncated to nanoseconds, so it may come just before the quotient's.
    return worked.compareTo(shareOfWork(passed + 1L, shares)) < 0 ? passed : passed + 1;
  }

  private Duration shareOfWork(long share, long shares) {
    return share(work, share, shares);
  }

  /** Returns a part of {@code whole}, rounded down to nanoseconds. */
  private static Duration share(Duration whole, long part, long parts) {
    try {
      return Duration.ofNanos(Math.multiplyExact(whole.toNanos(), part) / parts);
    } catch (ArithmeticException e) {
      // With BigDecimal, which takes longer.
      return whole.multipliedBy(part).dividedBy(parts);
    }
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }
}
