package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How often, and after which pauses, a request that failed is made again. Immutable.
 *
 * <p>Made again are
 *
 * <ul>
 *   <li>reads, updates and deletions, when there was no answer, or 408, 429, or a status from 500
 *       that tells of the service's state rather than of the request,
 *   <li>creations, which cost credits, only when the service certainly has not taken them on: no
 *       connection came about, so that no byte was sent, or it answered 429. Any other failure of
 *       theirs is thrown at once.
 * </ul>
 *
 * <p>The n-th pause is a random part of {@code firstDelay * 2^(n-1)}, or of the longest delay if
 * that is shorter ("full jitter"), but at least what the service asks for with Retry-After, in
 * seconds or as a date, up to a limit of its own.
 */
public final class RetryOptions {
  private static final RetryOptions DEFAULTS = builder().build();
  private static final RetryOptions NONE = builder().retries(0).build();

  private final int retries;
  private final Duration firstDelay;
  private final Duration longestDelay;
  private final Duration longestRetryAfter;
  private final Consumer<? super Retry> listener;
  private final @Nullable SplittableRandom random;

  private RetryOptions(Builder builder) {
    retries = builder.retries;
    firstDelay = builder.firstDelay;
    longestDelay = builder.longestDelay;
    longestRetryAfter = builder.longestRetryAfter;
    listener = builder.listener;
    random = builder.seed == null ? null : new SplittableRandom(builder.seed);
  }

  /** Two repetitions, up to 500 ms and 1 s after the failure, or up to 60 s if asked to wait. */
  public static RetryOptions defaults() {
    return DEFAULTS;
  }

  /** Never repeats anything. */
  public static RetryOptions none() {
    return NONE;
  }

  /** Returns a builder that starts with {@link #defaults}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns how often a request is made again at most; 0 for never. */
  public int retries() {
    return retries;
  }

  /** Returns what the first pause does not exceed, unless the service asks for more. */
  public Duration firstDelay() {
    return firstDelay;
  }

  /** Returns what no pause exceeds, unless the service asks for more. */
  public Duration longestDelay() {
    return longestDelay;
  }

  /** Returns what a pause that the service asks for is cut to. */
  public Duration longestRetryAfter() {
    return longestRetryAfter;
  }

  Consumer<? super Retry> listener() {
    return listener;
  }

  Duration pause(int failedAttempts, @Nullable Duration retryAfter) {
    double ceiling =
        Math.min(
            firstDelay.toNanos() * Math.pow(2, failedAttempts - 1.0),
            (double) longestDelay.toNanos());
    Duration pause = Duration.ofNanos((long) (ceiling * chance()));
    if (retryAfter == null) {
      return pause;
    }
    Duration asked = retryAfter.compareTo(longestRetryAfter) > 0 ? longestRetryAfter : retryAfter;
    return asked.compareTo(pause) > 0 ? asked : pause;
  }

  private double chance() {
    if (random == null) {
      return ThreadLocalRandom.current().nextDouble();
    }
    synchronized (random) {
      return random.nextDouble();
    }
  }

  @Override
  public String toString() {
    return "RetryOptions{retries="
        + retries
        + ", firstDelay="
        + firstDelay
        + ", longestDelay="
        + longestDelay
        + ", longestRetryAfter="
        + longestRetryAfter
        + "}";
  }

  /** Makes {@link RetryOptions}. Not safe for use by several threads. */
  public static final class Builder {
    private static final Duration LONGEST = Duration.ofDays(1);

    private int retries = 2;
    private Duration firstDelay = Duration.ofMillis(500);
    private Duration longestDelay = Duration.ofSeconds(8);
    private Duration longestRetryAfter = Duration.ofSeconds(60);
    private Consumer<? super Retry> listener = retry -> {};
    private @Nullable Long seed;

    private Builder() {}

    /** Sets how often a request is made again at most; 0 for never. */
    public Builder retries(int retries) {
      if (retries < 0) {
        throw new IllegalArgumentException("retries < 0: " + retries);
      }
      this.retries = retries;
      return this;
    }

    /** Sets what the first pause does not exceed: at most a day. */
    public Builder firstDelay(Duration firstDelay) {
      this.firstDelay = checked("firstDelay", firstDelay);
      return this;
    }

    /** Sets what no pause exceeds, unless the service asks for more: at most a day. */
    public Builder longestDelay(Duration longestDelay) {
      this.longestDelay = checked("longestDelay", longestDelay);
      return this;
    }

    /** Sets what a pause that the service asks for is cut to: at most a day. */
    public Builder longestRetryAfter(Duration longestRetryAfter) {
      this.longestRetryAfter = checked("longestRetryAfter", longestRetryAfter);
      return this;
    }

    /**
     * Sets who is told of each repetition, in the thread that makes it, before the pause. What it
     * throws reaches the caller instead of the answer.
     */
    public Builder listener(Consumer<? super Retry> listener) {
      this.listener = Objects.requireNonNull(listener, "listener == null");
      return this;
    }

    /** Makes chance repeatable, for tests. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Returns what was set. The builder can be used further. */
    public RetryOptions build() {
      return new RetryOptions(this);
    }

    private static Duration checked(String name, Duration duration) {
      Objects.requireNonNull(duration, name + " == null");
      if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(name + " must be between 0 and a day: " + duration);
      }
      return duration;
    }
  }
}
