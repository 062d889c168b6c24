package net.vimmerse.workflow.client;

import static net.vimmerse.workflow.client.Preconditions.checkDuration;
import static net.vimmerse.workflow.client.Preconditions.checkNotNegative;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Configures how the client waits for a workflow. Immutable and thread-safe.
 *
 * <pre>{@code
 * PollOptions options =
 *     PollOptions.builder().interval(Duration.ofSeconds(5)).timeout(Duration.ofHours(2)).build();
 * Workflow done = client.await(id, options);
 * }</pre>
 *
 * <p>The client reads the workflow after {@code initialDelay} and again after {@code interval}.
 * Each further interval is {@code backoff} times as long as the previous one, up to {@code
 * maxInterval}, and is shortened by a random part, so that many waits do not read at the same time.
 * Only {@code timeout} limits the number of reads; the last delay is shortened so that the last
 * read happens when the timeout expires. That read gets 1 s if the service does not respond, so a
 * wait ends at most 1 s after its timeout.
 */
public final class PollOptions {
  private static final Duration MAX_DURATION = Duration.ofDays(365);
  private static final PollOptions DEFAULTS = builder().build();

  private final Duration initialDelay;
  private final Duration interval;
  private final double backoff;
  private final Duration maxInterval;
  private final Duration timeout;
  private final int maxConsecutiveFailures;
  private final double jitter;
  private final @Nullable Long seed;

  private PollOptions(Builder builder) {
    initialDelay = builder.initialDelay;
    interval = builder.interval;
    backoff = builder.backoff;
    maxInterval = builder.maxInterval;
    timeout = builder.timeout;
    maxConsecutiveFailures = builder.maxConsecutiveFailures;
    jitter = builder.jitter;
    seed = builder.seed;
  }

  /**
   * Returns the default options: read immediately, then after 2 s, with intervals that grow by a
   * half up to 15 s and are shortened by up to a fifth at random, for at most 30 minutes.
   */
  public static PollOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder with {@link #defaults}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.initialDelay = initialDelay;
    builder.interval = interval;
    builder.backoff = backoff;
    builder.maxInterval = maxInterval;
    builder.timeout = timeout;
    builder.maxConsecutiveFailures = maxConsecutiveFailures;
    builder.jitter = jitter;
    builder.seed = seed;
    return builder;
  }

  /** Returns the delay before the first read. */
  public Duration initialDelay() {
    return initialDelay;
  }

  /** Returns the interval between the first read and the second. */
  public Duration interval() {
    return interval;
  }

  /** Returns the factor by which each interval is longer than the previous one, at least 1. */
  public double backoff() {
    return backoff;
  }

  /** Returns the maximum interval between two reads. */
  public Duration maxInterval() {
    return maxInterval;
  }

  /** Returns the maximum duration of the whole wait. */
  public Duration timeout() {
    return timeout;
  }

  /** Returns the maximum number of consecutive reads that may fail with a transient failure. */
  public int maxConsecutiveFailures() {
    return maxConsecutiveFailures;
  }

  /** Returns the maximum fraction, 0 to 1, by which an interval is shortened at random. */
  public double jitter() {
    return jitter;
  }

  /** Returns the seed of the random jitter; null if it is not reproducible. */
  public @Nullable Long seed() {
    return seed;
  }

  Duration withJitter(Duration interval, SplittableRandom random) {
    return jitter == 0
        ? interval
        : Duration.ofNanos((long) (interval.toNanos() * (1 - jitter * random.nextDouble())));
  }

  Duration nextInterval(Duration interval) {
    double next = interval.toNanos() * backoff;
    return next >= maxInterval.toNanos() ? maxInterval : Duration.ofNanos((long) next);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PollOptions && Arrays.equals(state(), ((PollOptions) other).state());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(state());
  }

  private @Nullable Object[] state() {
    return new @Nullable Object[] {
      initialDelay, interval, backoff, maxInterval, timeout, maxConsecutiveFailures, jitter, seed
    };
  }

  @Override
  public String toString() {
    return String.format(
        "PollOptions{initialDelay=%s, interval=%s, backoff=%s, maxInterval=%s, timeout=%s,"
            + " maxConsecutiveFailures=%s, jitter=%s}",
        initialDelay, interval, backoff, maxInterval, timeout, maxConsecutiveFailures, jitter);
  }

  /** Builds {@link PollOptions}. Not thread-safe. */
  public static final class Builder {
    private Duration initialDelay = Duration.ZERO;
    private Duration interval = Duration.ofSeconds(2);
    private double backoff = 1.5;
    private Duration maxInterval = Duration.ofSeconds(15);
    private Duration timeout = Duration.ofMinutes(30);
    private int maxConsecutiveFailures = 3;
    private double jitter = 0.2;
    private @Nullable Long seed;

    private Builder() {}

    /**
     * Sets the delay before the first read. Defaults to 0.
     *
     * @throws IllegalArgumentException if the delay is negative or longer than 365 days
     */
    public Builder initialDelay(Duration initialDelay) {
      this.initialDelay = checkDuration("initialDelay", initialDelay, MAX_DURATION);
      return this;
    }

    /**
     * Sets the interval between the first read and the second, and raises {@link #maxInterval} to
     * it if that is shorter. Defaults to 2 s.
     *
     * @throws IllegalArgumentException if the interval is not positive or longer than 365 days
     */
    public Builder interval(Duration interval) {
      this.interval = checkInterval("interval", interval);
      if (maxInterval.compareTo(interval) < 0) {
        maxInterval = interval;
      }
      return this;
    }

    /**
     * Sets the factor by which each interval is longer than the previous one; 1 keeps intervals
     * equal. Defaults to 1.5.
     *
     * @throws IllegalArgumentException if the factor is less than 1, infinite or not a number
     */
    public Builder backoff(double backoff) {
      if (!(backoff >= 1) || Double.isInfinite(backoff)) {
        throw new IllegalArgumentException("backoff must be finite and at least 1: " + backoff);
      }
      this.backoff = backoff;
      return this;
    }

    /**
     * Sets the maximum interval between two reads, and lowers {@link #interval} to it if that is
     * longer. Defaults to 15 s.
     *
     * @throws IllegalArgumentException if the interval is not positive or longer than 365 days
     */
    public Builder maxInterval(Duration maxInterval) {
      this.maxInterval = checkInterval("maxInterval", maxInterval);
      if (interval.compareTo(maxInterval) > 0) {
        interval = maxInterval;
      }
      return this;
    }

    /**
     * Sets the maximum duration of the whole wait. Defaults to 30 minutes; 0 makes a single read.
     *
     * @throws IllegalArgumentException if the timeout is negative or longer than 365 days
     */
    public Builder timeout(Duration timeout) {
      this.timeout = checkDuration("timeout", timeout, MAX_DURATION);
      return this;
    }

    /**
     * Sets the maximum number of consecutive reads that may fail with a transient failure: a
     * network failure, too many requests or a failing service. The next such failure is thrown. The
     * client's {@link RetryOptions} do not apply to these reads. Defaults to 3.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Builder maxConsecutiveFailures(int maxConsecutiveFailures) {
      this.maxConsecutiveFailures =
          checkNotNegative("maxConsecutiveFailures", maxConsecutiveFailures);
      return this;
    }

    /**
     * Sets the maximum fraction by which an interval is shortened at random; 0 disables jitter. A
     * delay that the service asks for is never shortened. Defaults to 0.2.
     *
     * @throws IllegalArgumentException if the fraction is not between 0 and 1
     */
    public Builder jitter(double jitter) {
      if (!(jitter >= 0 && jitter <= 1)) {
        throw new IllegalArgumentException("jitter must be between 0 and 1: " + jitter);
      }
      this.jitter = jitter;
      return this;
    }

    /** Sets the seed of the random jitter, which makes the intervals of each wait reproducible. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Returns the options. The builder can be reused. */
    public PollOptions build() {
      return new PollOptions(this);
    }

    private static Duration checkInterval(String name, Duration interval) {
      if (checkDuration(name, interval, MAX_DURATION).isZero()) {
        throw new IllegalArgumentException(name + " must be positive");
      }
      return interval;
    }
  }
}
