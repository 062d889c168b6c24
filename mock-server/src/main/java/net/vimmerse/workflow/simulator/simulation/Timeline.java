package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When what happens to a workflow: it waits, then each step takes an equal share of the rest.
 *
 * <p>Nothing here moves. Every moment is computed from the facts, which is why a clock may jump.
 */
final class Timeline {

  /** The part of the whole duration that a workflow waits, as new, before it is processed. */
  private static final int WAITS_ONE_IN = 20;

  private final Workflow workflow;
  private final Instant start;
  private final Duration work;
  private final Instant end;
  private final boolean endsWell;

  Timeline(Workflow workflow) {
    this.workflow = workflow;
    Duration whole = workflow.plan().duration();
    Duration wait = whole.dividedBy(WAITS_ONE_IN);
    this.start = workflow.createdAt().plus(wait);
    this.work = whole.minus(wait);
    this.endsWell = workflow.plan().outcome() instanceof Outcome.Success;
    this.end =
        workflow.plan().outcome() instanceof Outcome.Failure failure
            ? start.plus(shareOfWork(2L * failure.step() + 1, 2L * stepCount()))
            : start.plus(work);
  }

  Snapshot at(Instant now) {
    if (!now.isBefore(end)) {
      return endsWell
          ? snapshot(Status.SUCCESS, 100, stepCount(), end)
          : snapshot(Status.FAIL, percentageAt(end), completedAt(end), end);
    }
    if (now.isBefore(start)) {
      return snapshot(Status.NEW, 0, 0, workflow.createdAt());
    }
    int percentage = percentageAt(now);
    int completed = completedAt(now);
    Instant percentageReached = start.plus(shareOfWork(percentage, 100));
    Instant stepReached = start.plus(shareOfWork(completed, stepCount()));
    return snapshot(
        Status.PROCESSING, percentage, completed, later(percentageReached, stepReached));
  }

  private Snapshot snapshot(Status status, int percentage, int completed, Instant changedAt) {
    List<Step> steps = workflow.pipeline().steps();
    return new Snapshot(
        status,
        percentage,
        steps.subList(0, completed),
        status == Status.SUCCESS ? List.of(workflow.pipeline().last()) : List.of(),
        status == Status.SUCCESS || status == Status.FAIL ? end : null,
        later(changedAt, workflow.details().changedAt()));
  }

  private int stepCount() {
    return workflow.pipeline().steps().size();
  }

  private int percentageAt(Instant now) {
    return Math.min(99, sharesPassed(now, 100));
  }

  private int completedAt(Instant now) {
    return Math.min(stepCount() - 1, sharesPassed(now, stepCount()));
  }

  private int sharesPassed(Instant now, int shares) {
    if (work.isZero()) {
      return 0;
    }
    int passed = (int) (Duration.between(start, now).toNanos() * shares / work.toNanos());
    // A share's end is cut to whole nanoseconds, so it may be reached a little before the division
    // says.
    return now.isBefore(start.plus(shareOfWork(passed + 1L, shares))) ? passed : passed + 1;
  }

  private Duration shareOfWork(long share, long shares) {
    return work.multipliedBy(share).dividedBy(shares);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }
}
