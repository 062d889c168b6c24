package net.vimmerse.workflow.simulator.simulation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that can be stopped, put forward, set, and made to run faster or slower than the source
 * it runs by.
 *
 * <p>Thread-safe. What puts it forward returns only when everything that is due by then has been
 * done.
 */
public final class VirtualClock implements InstantSource {

  /** The fastest that a clock can run: a year in a bit more than half a minute. */
  public static final double FASTEST = 1_000_000;

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

  /** In nanoseconds. */
  private static final long MICROSECOND = 1_000;

  private final InstantSource source;
  private final Agenda agenda;

  /** Two who put the clock forward take turns. Reading it needs no turn. */
  private final ReentrantLock turns = new ReentrantLock();

  private volatile Course course;

  /** A clock that runs with {@code source} and has nothing to do. */
  public VirtualClock(InstantSource source) {
    this(source, Agenda.EMPTY);
  }

  /** A clock that runs with {@code source} and, when it is put forward, does what is due. */
  public VirtualClock(InstantSource source, Agenda agenda) {
    this.source = source;
    this.agenda = agenda;
    this.course = Course.following();
  }

  /** The time in whole microseconds, as fine as the API prints it. */
  @Override
  public Instant instant() {
    return course.at(source.instant()).truncatedTo(ChronoUnit.MICROS);
  }

  /** How many seconds pass here while one passes at the source; 0 while the clock stands still. */
  public double scale() {
    return course.scale();
  }

  /** Whether the clock stands still by its own doing. */
  public boolean isFrozen() {
    return course.scale() == 0;
  }

  /** Whether nothing sets this clock apart from its source. */
  public boolean followsSource() {
    return course.equals(Course.following());
  }

  /** Stops the clock. */
  public void freeze() {
    change(() -> course = course.from(source.instant(), 0));
  }

  /** Lets the clock run on from where it stands, as fast as its source. */
  public void unfreeze() {
    scale(1);
  }

  /**
   * Makes the clock run faster or slower from now on.
   *
   * @param scale 0 stops it
   * @throws IllegalArgumentException if {@code scale} is negative, no number, or above {@link
   *     #FASTEST}
   */
  public void scale(double scale) {
    if (!(scale >= 0 && scale <= FASTEST)) {
      throw new IllegalArgumentException("scale must be from 0 to 1000000, but is " + scale);
    }
    change(() -> course = course.from(source.instant(), scale));
  }

  /** How the clock runs, to be kept. */
  public Course course() {
    return course;
  }

  /** Runs as a clock did that was kept. What has fallen due by this is not done here. */
  public void restore(Course kept) {
    change(() -> course = kept);
  }

  /** Follows the source again, as at first. Time may go back by this. */
  public void reset() {
    change(() -> course = Course.following());
  }

  /**
   * Puts the clock forward, from one thing that is due to the next.
   *
   * @throws IllegalArgumentException if {@code duration} is negative, or leads beyond the year 9000
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "time is advanced forward only, but was to go by " + duration);
    }
    change(() -> moveTo(checked(instant(), duration)));
  }

  /**
   * Sets the clock. When that is forward, what is due until then is done; when it is back, nothing
   * is undone.
   *
   * @throws IllegalArgumentException if {@code now} is before 1970 or beyond the year 9000
   */
  public void set(Instant now) {
    change(() -> moveTo(checked(now, Duration.ZERO)));
  }

  private void moveTo(Instant target) {
    for (Optional<Instant> due = nextDue();
        due.isPresent() && !due.get().isAfter(target);
        due = nextDue()) {
      if (due.get().isAfter(instant())) {
        jump(due.get());
      }
      agenda.doDue();
    }
    jump(target);
  }

  /** The first instant that this clock can show at which something is due. */
  private Optional<Instant> nextDue() {
    return agenda
        .nextDue(this)
        .map(due -> due.plusNanos(MICROSECOND - 1).truncatedTo(ChronoUnit.MICROS));
  }

  private void jump(Instant to) {
    course = new Course(to, source.instant(), course.scale());
  }

  private void change(Runnable action) {
    turns.lock();
    try {
      action.run();
    } finally {
      turns.unlock();
    }
  }

  private static Instant checked(Instant start, Duration duration) {
    try {
      Instant target = start.plus(duration);
      if (target.isBefore(EARLIEST) || target.isAfter(LATEST)) {
        throw new IllegalArgumentException("time must stay between 1970 and 9000, not " + target);
      }
      return target;
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("time must stay between 1970 and 9000", e);
    }
  }

  /**
   * How a clock runs by its source.
   *
   * @param at what the clock showed
   * @param sourceAt what the source showed at that moment
   * @param scale how many seconds pass while one passes at the source; 0 to {@link #FASTEST}
   */
  public record Course(Instant at, Instant sourceAt, double scale) {

    /**
     * Checks the scale.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public Course {
      if (!(scale >= 0 && scale <= FASTEST)) {
        throw new IllegalArgumentException("scale must be from 0 to 1000000, but is " + scale);
      }
      requireInRange(at);
      requireInRange(sourceAt);
    }

    private static void requireInRange(Instant instant) {
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        throw new IllegalArgumentException("time must stay between 1970 and 9000, not " + instant);
      }
    }

    static Course following() {
      return new Course(Instant.EPOCH, Instant.EPOCH, 1);
    }

    Instant at(Instant source) {
      Duration passed = Duration.between(sourceAt, source);
      return at.plus(scale == 1 ? passed : scaled(passed));
    }

    Course from(Instant source, double newScale) {
      return new Course(at(source), source, newScale);
    }

    private Duration scaled(Duration passed) {
      double seconds = scale * (passed.getSeconds() + passed.getNano() / 1e9);
      return Duration.ofSeconds((long) seconds, (long) ((seconds - (long) seconds) * 1e9));
    }
  }
}
