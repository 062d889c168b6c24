package net.vimmerse.workflow.simulator.clock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

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

  /** Less than a receiver may take that changes the clock before it responds. */
  private static final long MAX_WAIT_MILLIS = 500;

  private static final long NANOS_PER_MICRO = 1_000;

  private final InstantSource source;
  private final DueTasks dueTasks;

  /** Serialises changes. Reading the clock needs no lock. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile State state = State.FOLLOWING;

  /** Creates a clock that follows {@code source} and has no due tasks. */
  public VirtualClock(InstantSource source) {
    this(source, DueTasks.NONE);
  }

  /** Creates a clock that follows {@code source} and runs due tasks when it is advanced. */
  public VirtualClock(InstantSource source, DueTasks dueTasks) {
    this.source = source;
    this.dueTasks = dueTasks;
  }

  /** Returns the current time, truncated to microseconds, the resolution of the API. */
  @Override
  public Instant instant() {
    return state.at(source.instant()).truncatedTo(ChronoUnit.MICROS);
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
    change(() -> moveTo(target(instant(), duration)));
  }

  /**
   * Sets the clock. Setting it forward runs what becomes due; setting it back undoes nothing.
   *
   * @throws IllegalArgumentException if {@code now} is before 1970 or after the year 9000
   */
  public void set(Instant now) {
    change(() -> moveTo(target(now, Duration.ZERO)));
  }

  private void moveTo(Instant target) {
    for (Optional<Instant> due = nextDue();
        due.isPresent() && !due.get().isAfter(target);
        due = nextDue()) {
      if (due.get().isAfter(instant())) {
        setTime(due.get());
      }
      dueTasks.runDue();
      if (Thread.currentThread().isInterrupted()) {
        throw new ClockBusyException("the clock was interrupted while webhooks were delivered");
      }
    }
    setTime(target);
  }

  /** Returns the due time of the next task, rounded up to a time that this clock can show. */
  private Optional<Instant> nextDue() {
    return dueTasks
        .nextDue(this)
        .map(due -> due.plusNanos(NANOS_PER_MICRO - 1).truncatedTo(ChronoUnit.MICROS));
  }

  private void setTime(Instant to) {
    state = new State(to, source.instant(), state.scale());
  }

  private void change(Runnable action) {
    try {
      if (!lock.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new ClockBusyException(
            "the clock is being advanced and waits for receivers of webhooks");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClockBusyException("the clock was interrupted while another call advanced it");
    }
    try {
      action.run();
    } finally {
      lock.unlock();
    }
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

    private static final State FOLLOWING = new State(Instant.EPOCH, Instant.EPOCH, 1);

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
