package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How to wait for a workflow. The first read is made after the initial delay, the next after the
 * interval, and each further interval is longer by the back-off factor, up to the longest interval.
 * Jitter shortens each by a random part, so that many waits do not read at once. The deadline is
 * the only limit: there is no number of attempts, and the last pause is cut so that the last read
 * happens at the deadline. Immutable.
 */
public final class PollOptions {
  private static final PollOptions DEFAULTS = builder().build();

  private final Duration initialDelay;
  private final Duration interval;
  private final double backoff;
  private final Duration longestInterval;
  private final Duration deadline;
  private final int toleratedFailures;
  private final double jitter;
  private final @Nullable Long seed;

  private PollOptions(Builder builder) {
    initialDelay = builder.initialDelay;
    interval = builder.interval;
    backoff = builder.backoff;
    longestInterval = builder.longestInterval;
    deadline = builder.deadline;
    toleratedFailures = builder.toleratedFailures;
    jitter = builder.jitter;
    seed = builder.seed;
  }

  /**
   * Reads at once, then every 2 s rising by half to every 15 s, each pause shortened by up to a
   * fifth at random, for at most 30 minutes.
   */
  public static PollOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder that starts with {@link #defaults}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.initialDelay = initialDelay;
    builder.interval = interval;
    builder.backoff = backoff;
    builder.longestInterval = longestInterval;
    builder.deadline = deadline;
    builder.toleratedFailures = toleratedFailures;
    builder.jitter = jitter;
    builder.seed = seed;
    return builder;
  }

  /** Returns the pause before the first read. */
  public Duration initialDelay() {
    return initialDelay;
  }

  /** Returns the pause between the first read and the second. */
  public Duration interval() {
    return interval;
  }

  /** Returns how many times as long each pause is as the one before. */
  public double backoff() {
    return backoff;
  }

  /** Returns what no pause exceeds. */
  public Duration longestInterval() {
    return longestInterval;
  }

  /** Returns how long to wait in all. */
  public Duration deadline() {
    return deadline;
  }

  /** Returns how many reads in a row may fail for a passing reason. */
  public int toleratedFailures() {
    return toleratedFailures;
  }

  /** Returns the largest part of a pause, 0 to 1, by which chance may shorten it. */
  public double jitter() {
    return jitter;
  }

  /** Returns what makes chance repeatable; null when it is not. */
  public @Nullable Long seed() {
    return seed;
  }

  Duration jittered(Duration pause, SplittableRandom random) {
    return jitter == 0
        ? pause
        : Duration.ofNanos((long) (pause.toNanos() * (1 - jitter * random.nextDouble())));
  }

  Duration after(Duration pause) {
    double next = pause.toNanos() * backoff;
    return next >= longestInterval.toNanos() ? longestInterval : Duration.ofNanos((long) next);
  }

  @Override
  public String toString() {
    return "PollOptions{initialDelay="
        + initialDelay
        + ", interval="
        + interval
        + ", backoff="
        + backoff
        + ", longestInterval="
        + longestInterval
        + ", deadline="
        + deadline
        + ", toleratedFailures="
        + toleratedFailures
        + ", jitter="
        + jitter
        + "}";
  }

  /** Makes {@link PollOptions}. Not safe for use by several threads. */
  public static final class Builder {
    private static final Duration LONGEST = Duration.ofDays(365);

    private Duration initialDelay = Duration.ZERO;
    private Duration interval = Duration.ofSeconds(2);
    private double backoff = 1.5;
    private Duration longestInterval = Duration.ofSeconds(15);
    private Duration deadline = Duration.ofMinutes(30);
    private int toleratedFailures = 3;
    private double jitter = 0.2;
    private @Nullable Long seed;

    private Builder() {}

    /** Sets the pause before the first read. */
    public Builder initialDelay(Duration initialDelay) {
      this.initialDelay = notNegative("initialDelay", initialDelay);
      return this;
    }

    /**
     * Sets the pause between the first read and the second. The longest interval is raised to it if
     * need be.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder interval(Duration interval) {
      if (notNegative("interval", interval).isZero()) {
        throw new IllegalArgumentException("interval must be positive, or the service is flooded");
      }
      this.interval = interval;
      if (longestInterval.compareTo(interval) < 0) {
        longestInterval = interval;
      }
      return this;
    }

    /**
     * Sets how many times as long each pause is as the one before; 1 for equal pauses.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder backoff(double backoff) {
      if (!(backoff >= 1) || Double.isInfinite(backoff)) {
        throw new IllegalArgumentException("backoff must be at least 1: " + backoff);
      }
      this.backoff = backoff;
      return this;
    }

    /** Sets what no pause exceeds. The interval is lowered to it if need be. */
    public Builder longestInterval(Duration longestInterval) {
      if (notNegative("longestInterval", longestInterval).isZero()) {
        throw new IllegalArgumentException(
            "longestInterval must be positive, or the service is flooded");
      }
      this.longestInterval = longestInterval;
      if (interval.compareTo(longestInterval) > 0) {
        interval = longestInterval;
      }
      return this;
    }

    /** Sets how long to wait in all; zero for one read. */
    public Builder deadline(Duration deadline) {
      this.deadline = notNegative("deadline", deadline);
      return this;
    }

    /**
     * Sets how many reads in a row may fail for a reason that may pass: no connection, too many
     * requests, a failing service. The next such failure is thrown. While waiting, the client's
     * {@link RetryOptions} do not apply.
     */
    public Builder toleratedFailures(int toleratedFailures) {
      if (toleratedFailures < 0) {
        throw new IllegalArgumentException("toleratedFailures < 0: " + toleratedFailures);
      }
      this.toleratedFailures = toleratedFailures;
      return this;
    }

    /**
     * Sets the largest part of a pause by which chance may shorten it: 0 for none, 1 for anything
     * between no pause and the whole. A pause that the service asks for is never shortened.
     *
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public Builder jitter(double jitter) {
      if (!(jitter >= 0 && jitter <= 1)) {
        throw new IllegalArgumentException("jitter must be between 0 and 1: " + jitter);
      }
      this.jitter = jitter;
      return this;
    }

    /** Makes chance repeatable: each wait with these options has the same pauses. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Returns what was set. The builder can be used further. */
    public PollOptions build() {
      return new PollOptions(this);
    }

    private static Duration notNegative(String name, Duration duration) {
      Objects.requireNonNull(duration, name + " == null");
      if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            name + " must be between 0 and " + LONGEST.toDays() + " days: " + duration);
      }
      return duration;
    }
  }
}
