package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When what happens to a workflow: it waits, then each step takes an equal share of the rest.
 *
 * <p>Nothing here moves. Every moment is computed from the facts, which is why a clock may jump.
 */
final class Timeline {

  /** The part of the whole duration that a workflow waits, as new, before it is processed. */
  private static final int WAITS_ONE_IN = 20;

  private final Workflow workflow;
  private final Duration wait;
  private final Duration work;

  /** When it ends, from its creation on; null if it never does. */
  private final @Nullable Duration end;

  Timeline(Workflow workflow) {
    this.workflow = workflow;
    Duration whole = workflow.plan().duration();
    this.wait = waitOf(whole);
    this.work = whole.minus(wait);
    Outcome outcome = workflow.plan().outcome();
    if (outcome instanceof Outcome.Failure failure) {
      this.end = wait.plus(shareOfWork(2L * failure.step() + 1, 2L * stepCount()));
    } else {
      this.end = outcome instanceof Outcome.Success ? whole : null;
    }
  }

  /** The instant at which its clock ends it; empty if it never ends, or not by its clock. */
  Optional<Instant> endsAt() {
    return end == null
            || !(workflow.plan().pace() instanceof Pace.Time)
            || workflow.position() != null
        ? Optional.empty()
        : Optional.of(workflow.createdAt().plus(end));
  }

  /** How much of {@code whole} has gone by when processing has come to {@code percentage}. */
  static Duration elapsedAt(Duration whole, int percentage) {
    Duration wait = waitOf(whole);
    return wait.plus(whole.minus(wait).multipliedBy(percentage).dividedBy(100));
  }

  private static Duration waitOf(Duration whole) {
    return whole.dividedBy(WAITS_ONE_IN);
  }

  /** When processing begins, a step ends, or all ends, by its clock, in order. */
  List<Instant> turns() {
    if (!(workflow.plan().pace() instanceof Pace.Time) || workflow.position() != null) {
      return List.of();
    }
    List<Instant> turns = new ArrayList<>();
    for (int steps = 0; steps <= stepCount(); steps++) {
      Duration elapsed = wait.plus(shareOfWork(steps, stepCount()));
      if (end == null || elapsed.compareTo(end) < 0) {
        turns.add(workflow.createdAt().plus(elapsed));
      }
    }
    endsAt().ifPresent(turns::add);
    return turns;
  }

  Snapshot at(Instant now) {
    Position position = workflow.position();
    if (position != null) {
      return after(position.elapsed(), position.movedAt());
    }
    return workflow.plan().pace() instanceof Pace.Time
        ? after(Duration.between(workflow.createdAt(), now), null)
        : after(Duration.ZERO, null);
  }

  /**
   * What is seen when so much time has gone by.
   *
   * @param movedAt when it was moved there; null if its clock did
   */
  private Snapshot after(Duration elapsed, @Nullable Instant movedAt) {
    Instant created = workflow.createdAt();
    if (end != null && elapsed.compareTo(end) >= 0) {
      Instant endedAt = movedAt == null ? created.plus(end) : movedAt;
      return workflow.plan().outcome() instanceof Outcome.Success
          ? snapshot(Status.SUCCESS, 100, stepCount(), endedAt, endedAt)
          : snapshot(Status.FAIL, percentageAfter(end), completedAfter(end), endedAt, endedAt);
    }
    if (elapsed.compareTo(wait) < 0 || work.isZero()) {
      return snapshot(Status.NEW, 0, 0, null, movedAt == null ? created : movedAt);
    }
    Duration moving = elapsed;
    if (workflow.plan().outcome() instanceof Outcome.Stuck stuck) {
      Duration last = wait.plus(shareOfWork(stuck.percentage(), 100));
      moving = elapsed.compareTo(last) < 0 ? elapsed : last;
    }
    int percentage = percentageAfter(moving);
    int completed = completedAfter(moving);
    Instant percentageReached = created.plus(wait).plus(shareOfWork(percentage, 100));
    Instant stepReached = created.plus(wait).plus(shareOfWork(completed, stepCount()));
    return snapshot(
        Status.PROCESSING,
        percentage,
        completed,
        null,
        movedAt == null ? later(percentageReached, stepReached) : movedAt);
  }

  private Snapshot snapshot(
      Status status, int percentage, int completed, @Nullable Instant endedAt, Instant changedAt) {
    List<Step> steps = workflow.pipeline().steps();
    return new Snapshot(
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

  private int percentageAfter(Duration elapsed) {
    return sharesPassed(elapsed, 100);
  }

  private int completedAfter(Duration elapsed) {
    return sharesPassed(elapsed, stepCount());
  }

  private int sharesPassed(Duration elapsed, int shares) {
    if (work.isZero()) {
      return 0;
    }
    Duration worked = elapsed.minus(wait);
    int passed = (int) (worked.toNanos() * shares / work.toNanos());
    // A share's end is cut to whole nanoseconds, so it may be reached a little before the division
    // says.
    return worked.compareTo(shareOfWork(passed + 1L, shares)) < 0 ? passed : passed + 1;
  }

  private Duration shareOfWork(long share, long shares) {
    return work.multipliedBy(share).dividedBy(shares);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }
}
