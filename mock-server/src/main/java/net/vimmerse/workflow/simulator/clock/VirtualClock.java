package net.vimmerse.workflow.simulator.clock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A clock that can be frozen, advanced, set, and scaled relative to the source that it follows.
 *
 * <p>Thread-safe. Methods that advance the clock return after everything due by then has run. A
 * method that changes the clock throws {@link ClockBusyException} if another call has been
 * advancing it for half a second: the receiver of a webhook would otherwise wait for the call that
 * waits for it.
 */
public final class VirtualClock implements InstantSource {

  /** The highest scale: a year passes in about half a minute. */
  public static final double MAX_SCALE = 1_000_000;

  private static final Instant MIN_INSTANT = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant MAX_INSTANT = Instant.parse("9000-01-01T00:00:00Z");
  private static final String OUT_OF_RANGE = "time must stay between 1970 and 9000";

  private static final long NANOS_PER_MICRO = 1_000;

  private final InstantSource source;
  private final DueTasks dueTasks;

  /** Reading the clock needs no lock. */
  private final ClockChanges changes;

  private volatile State state = State.FOLLOWING;

  /** Creates a clock that follows {@code source} and has no due tasks. */
  public VirtualClock(InstantSource source) {
    this(source, DueTasks.NONE);
  }

  /** Creates a clock that follows {@code source} and runs due tasks when it is advanced. */
  public VirtualClock(InstantSource source, DueTasks dueTasks) {
    this(source, dueTasks, new LocalClockChanges());
  }

  /**
   * Creates a clock that follows {@code source} and runs due tasks when it is advanced.
   *
   * @param changes makes the changes
   */
  public VirtualClock(InstantSource source, DueTasks dueTasks, ClockChanges changes) {
    this.source = source;
    this.dueTasks = dueTasks;
    this.changes = changes;
  }

  /** Returns the current time, truncated to microseconds, the resolution of the API. */
  @Override
  public Instant instant() {
    State current = state;
    Instant now = current.scale() == 0 ? current.at() : current.at(source.instant());
    return now.truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns how many seconds pass per second of the source; 0 while the clock is frozen. */
  public double scale() {
    return state.scale();
  }

  /** Tests whether the clock itself is frozen, whatever its source does. */
  public boolean isFrozen() {
    return state.scale() == 0;
  }

  /** Tests whether the clock shows the same time as its source. */
  public boolean followsSource() {
    return state.equals(State.FOLLOWING);
  }

  /** Freezes the clock at the current time. */
  public void freeze() {
    scale(0);
  }

  /** Lets the clock run from its current time at the speed of its source. */
  public void unfreeze() {
    scale(1);
  }

  /**
   * Sets the speed of the clock relative to its source.
   *
   * @param scale 0 to {@link #MAX_SCALE}; 0 freezes the clock
   * @throws IllegalArgumentException if {@code scale} is out of range or not a number
   */
  public void scale(double scale) {
    change(() -> state = state.withScale(source.instant(), scale));
  }

  /** Returns the state, to be passed to {@link #restore}. */
  public State state() {
    return state;
  }

  /** Restores a state. Does not run tasks that become due. */
  public void restore(State restored) {
    change(() -> state = restored);
  }

  /** Shows a state that was set elsewhere. */
  public void load(State current) {
    state = current;
  }

  /** Lets the clock follow its source again, which may set the time back. */
  public void reset() {
    restore(State.FOLLOWING);
  }

  /**
   * Advances the clock, stopping at each due time to run what is due.
   *
   * @throws IllegalArgumentException if {@code duration} is negative or leads beyond the year 9000
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "the clock can only be advanced forward, but the duration is " + duration);
    }
    changes.exclusively(() -> moveTo(() -> target(instant(), duration)));
  }

  /**
   * Sets the clock. Setting it forward runs what becomes due; setting it back undoes nothing.
   *
   * @throws IllegalArgumentException if {@code now} is before 1970 or after the year 9000
   */
  public void set(Instant now) {
    changes.exclusively(() -> moveTo(() -> target(now, Duration.ZERO)));
  }

  private void moveTo(Supplier<Instant> to) {
    Instant target = changes.atomically(to);
    while (changes.atomically(() -> moveToDue(target))) {
      dueTasks.runDue();
      if (Thread.currentThread().isInterrupted()) {
        throw new ClockBusyException("the clock was interrupted while webhooks were delivered");
      }
    }
    changes.atomically(() -> setTime(target));
  }

  /** Sets the clock to the next due time; returns false if it is after {@code target}. */
  private boolean moveToDue(Instant target) {
    Optional<Instant> due = nextDue().filter(next -> !next.isAfter(target));
    due.filter(next -> next.isAfter(instant())).ifPresent(this::setTime);
    return due.isPresent();
  }

  /** Returns the due time of the next task, rounded up to a time that this clock can show. */
  private Optional<Instant> nextDue() {
    return dueTasks
        .nextDue(this)
        .map(due -> due.plusNanos(NANOS_PER_MICRO - 1).truncatedTo(ChronoUnit.MICROS));
  }

  private State setTime(Instant to) {
    state = new State(to, source.instant(), state.scale());
    return state;
  }

  private void change(Supplier<State> change) {
    changes.exclusively(() -> changes.atomically(change));
  }

  private static Instant target(Instant start, Duration duration) {
    try {
      return requireInRange(start.plus(duration));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(OUT_OF_RANGE, e);
    }
  }

  private static Instant requireInRange(Instant instant) {
    if (instant.isBefore(MIN_INSTANT) || instant.isAfter(MAX_INSTANT)) {
      throw new IllegalArgumentException(OUT_OF_RANGE + ", but is " + instant);
    }
    return instant;
  }

  /**
   * Describes how a clock runs relative to its source.
   *
   * @param at the time of the clock when it was last changed
   * @param sourceAt the time of the source at that moment
   * @param scale how many seconds pass per second of the source; 0 to {@link #MAX_SCALE}
   */
  public record State(Instant at, Instant sourceAt, double scale) {

    /** The state of a clock that shows the same time as its source. */
    public static final State FOLLOWING = new State(Instant.EPOCH, Instant.EPOCH, 1);

    /**
     * Creates a state.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public State {
      if (!(scale >= 0 && scale <= MAX_SCALE)) {
        throw new IllegalArgumentException(
            "scale must be from 0 to " + (long) MAX_SCALE + ", but is " + scale);
      }
      requireInRange(at);
      requireInRange(sourceAt);
    }

    /** Stops at the ends of the range, as nothing that is later can be printed or stored. */
    private Instant at(Instant source) {
      if (scale == 1 && at.equals(sourceAt)) {
        return source;
      }
      Duration passed = Duration.between(sourceAt, source);
      Instant unlimited;
      try {
        unlimited = at.plus(scale == 1 ? passed : scaled(passed));
      } catch (DateTimeException | ArithmeticException e) {
        return passed.isNegative() ? MIN_INSTANT : MAX_INSTANT;
      }
      if (unlimited.isAfter(MAX_INSTANT)) {
        return MAX_INSTANT;
      }
      return unlimited.isBefore(MIN_INSTANT) ? MIN_INSTANT : unlimited;
    }

    private State withScale(Instant source, double newScale) {
      return new State(at(source), source, newScale);
    }

    private Duration scaled(Duration passed) {
      double seconds = scale * (passed.getSeconds() + passed.getNano() / 1e9);
      return Duration.ofSeconds((long) seconds, (long) ((seconds - (long) seconds) * 1e9));
    }
  }
}
