package net.vimmerse.workflow.simulator.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** The part of its work that it ever does: so many of so many parts. */
  private final long parts;

  private final long ofParts;

  /** When it has done that, from its creation on, and moves no further. */
  private final Duration stop;

  Timeline(Workflow workflow) {
    this.workflow = workflow;
    Duration whole = workflow.plan().duration();
    this.wait = waitOf(whole);
    this.work = whole.minus(wait);
    Outcome outcome = workflow.plan().outcome();
    if (outcome instanceof Outcome.Failure failure) {
      this.parts = 2L * failure.step() + 1;
      this.ofParts = 2L * stepCount();
    } else if (outcome instanceof Outcome.Stuck stuck) {
      this.parts = stuck.percentage();
      this.ofParts = 100;
    } else {
      this.parts = 1;
      this.ofParts = 1;
    }
    this.stop = wait.plus(shareOfWork(parts, ofParts));
  }

  /** The instant at which its clock ends it; empty if it never ends, or not by its clock. */
  Optional<Instant> endsAt() {
    return isMovedByClock() && !isStuck()
        ? Optional.of(workflow.createdAt().plus(stop))
        : Optional.empty();
  }

  /** How much of {@code whole} has gone by when processing has come to {@code percentage}. */
  static Duration elapsedAt(Duration whole, int percentage) {
    Duration wait = waitOf(whole);
    return wait.plus(whole.minus(wait).multipliedBy(percentage).dividedBy(100));
  }

  private static Duration waitOf(Duration whole) {
    return whole.dividedBy(WAITS_ONE_IN);
  }

  /** When processing begins, a step ends, or all ends, by its clock, in order and each once. */
  List<Instant> turns() {
    if (!isMovedByClock()) {
      return List.of();
    }
    Set<Instant> turns = new LinkedHashSet<>();
    for (long steps = 0; steps <= everDone(stepCount()); steps++) {
      turns.add(workflow.createdAt().plus(wait).plus(shareOfWork(steps, stepCount())));
    }
    endsAt().ifPresent(turns::add);
    return List.copyOf(turns);
  }

  Snapshot at(Instant now) {
    Position position = workflow.position();
    if (position != null) {
      return after(position.elapsed(), position.movedAt());
    }
    Instant created = workflow.createdAt();
    return isMovedByClock()
        ? after(Duration.between(created, later(now, created)), null)
        : after(Duration.ZERO, null);
  }

  private boolean isMovedByClock() {
    return workflow.plan().pace() instanceof Pace.Time && workflow.position() == null;
  }

  private boolean isStuck() {
    return workflow.plan().outcome() instanceof Outcome.Stuck;
  }

  /**
   * What is seen when so much time has gone by.
   *
   * @param movedAt when it was moved there; null if its clock did
   */
  private Snapshot after(Duration elapsed, @Nullable Instant movedAt) {
    Instant created = workflow.createdAt();
    if (elapsed.compareTo(stop) >= 0) {
      return stopped(movedAt == null ? created.plus(stop) : movedAt);
    }
    if (elapsed.compareTo(wait) < 0) {
      return snapshot(Status.NEW, 0, 0, null, movedAt == null ? created : movedAt);
    }
    int percentage = sharesPassed(elapsed, 100);
    int completed = sharesPassed(elapsed, stepCount());
    Instant percentageReached = created.plus(wait).plus(shareOfWork(percentage, 100));
    Instant stepReached = created.plus(wait).plus(shareOfWork(completed, stepCount()));
    return snapshot(
        Status.PROCESSING,
        percentage,
        completed,
        null,
        movedAt == null ? later(percentageReached, stepReached) : movedAt);
  }

  /** What is seen of it for good, be it that it has ended or that it is stuck. */
  private Snapshot stopped(Instant since) {
    Outcome outcome = workflow.plan().outcome();
    Status status =
        isStuck()
            ? Status.PROCESSING
            : outcome instanceof Outcome.Success ? Status.SUCCESS : Status.FAIL;
    return snapshot(status, everDone(100), everDone(stepCount()), isStuck() ? null : since, since);
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

  /** How many of so many equal shares of its work it ever does. */
  private int everDone(int shares) {
    return (int) (shares * parts / ofParts);
  }

  /** How many of so many equal shares of its work it has done, while it is at work. */
  private int sharesPassed(Duration elapsed, int shares) {
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
