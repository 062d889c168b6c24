package net.vimmerse.workflow.client;

import static net.vimmerse.workflow.client.Preconditions.checkDuration;
import static net.vimmerse.workflow.client.Preconditions.checkNotNegative;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Configures how often, and after which delays, a failed request is retried. Immutable and
 * thread-safe.
 *
 * <p>The client retries
 *
 * <ul>
 *   <li>reads, updates and deletions after a network failure, status 408 or 429, or a status from
 *       500 that indicates a temporary failure of the service,
 *   <li>creations, which cost credits, only if the service certainly has not processed them: no
 *       connection was established, or the service returned 429. Every other failure of a creation
 *       is thrown immediately.
 * </ul>
 *
 * <p>The delay before the n-th retry is a random part of {@code initialDelay * 2^(n-1)}, capped at
 * {@code maxDelay} ("full jitter"). It is at least what the response's Retry-After header asks for,
 * in seconds or as a date. If that is longer than {@code maxRetryAfter}, or if the delay would
 * exceed the timeout of the call, the client does not retry and throws the failure.
 */
public final class RetryOptions {
  private static final Duration MAX_DURATION = Duration.ofDays(1);
  private static final RetryOptions DEFAULTS = builder().build();
  private static final RetryOptions NONE = builder().maxRetries(0).build();

  private final int maxRetries;
  private final Duration initialDelay;
  private final Duration maxDelay;
  private final Duration maxRetryAfter;
  private final Consumer<? super RetryEvent> listener;
  private final @Nullable Long seed;
  private final @Nullable SplittableRandom random;

  private RetryOptions(Builder builder) {
    maxRetries = builder.maxRetries;
    initialDelay = builder.initialDelay;
    maxDelay = builder.maxDelay;
    maxRetryAfter = builder.maxRetryAfter;
    listener = builder.listener;
    seed = builder.seed;
    random = builder.seed == null ? null : new SplittableRandom(builder.seed);
  }

  /**
   * Returns the default options: 2 retries, after up to 500 ms and up to 1 s, or up to 60 s if the
   * service asks for it.
   */
  public static RetryOptions defaults() {
    return DEFAULTS;
  }

  /** Returns options that disable retries. */
  public static RetryOptions none() {
    return NONE;
  }

  /** Returns a builder with {@link #defaults}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.maxRetries = maxRetries;
    builder.initialDelay = initialDelay;
    builder.maxDelay = maxDelay;
    builder.maxRetryAfter = maxRetryAfter;
    builder.listener = listener;
    builder.seed = seed;
    return builder;
  }

  /** Returns the maximum number of retries of a request; 0 disables retries. */
  public int maxRetries() {
    return maxRetries;
  }

  /** Returns the maximum delay before the first retry. */
  public Duration initialDelay() {
    return initialDelay;
  }

  /** Returns the maximum delay before any retry, unless the service asks for more. */
  public Duration maxDelay() {
    return maxDelay;
  }

  /** Returns the maximum delay that the client accepts from a Retry-After header. */
  public Duration maxRetryAfter() {
    return maxRetryAfter;
  }

  Consumer<? super RetryEvent> listener() {
    return listener;
  }

  /** Returns null if the service asks for a longer delay than allowed. */
  @Nullable Duration delay(int failedAttempts, @Nullable Duration retryAfter) {
    if (retryAfter != null && retryAfter.compareTo(maxRetryAfter) > 0) {
      return null;
    }
    double maxNanos =
        Math.min(
            initialDelay.toNanos() * Math.pow(2, failedAttempts - 1.0),
            (double) maxDelay.toNanos());
    Duration delay = Duration.ofNanos((long) (maxNanos * randomFraction()));
    return retryAfter != null && retryAfter.compareTo(delay) > 0 ? retryAfter : delay;
  }

  private double randomFraction() {
    if (random == null) {
      return ThreadLocalRandom.current().nextDouble();
    }
    synchronized (random) {
      return random.nextDouble();
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RetryOptions && Arrays.equals(state(), ((RetryOptions) other).state());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(state());
  }

  private @Nullable Object[] state() {
    return new @Nullable Object[] {
      maxRetries, initialDelay, maxDelay, maxRetryAfter, listener, seed
    };
  }

  @Override
  public String toString() {
    return String.format(
        "RetryOptions{maxRetries=%s, initialDelay=%s, maxDelay=%s, maxRetryAfter=%s}",
        maxRetries, initialDelay, maxDelay, maxRetryAfter);
  }

  /** Builds {@link RetryOptions}. Not thread-safe. */
  public static final class Builder {
    private int maxRetries = 2;
    private Duration initialDelay = Duration.ofMillis(500);
    private Duration maxDelay = Duration.ofSeconds(8);
    private Duration maxRetryAfter = Duration.ofSeconds(60);
    private Consumer<? super RetryEvent> listener = event -> {};
    private @Nullable Long seed;

    private Builder() {}

    /**
     * Sets the maximum number of retries of a request. Defaults to 2; 0 disables retries.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Builder maxRetries(int maxRetries) {
      this.maxRetries = checkNotNegative("maxRetries", maxRetries);
      return this;
    }

    /**
     * Sets the maximum delay before the first retry. Defaults to 500 ms.
     *
     * @throws IllegalArgumentException if the delay is negative or longer than 1 day
     */
    public Builder initialDelay(Duration initialDelay) {
      this.initialDelay = checkDuration("initialDelay", initialDelay, MAX_DURATION);
      return this;
    }

    /**
     * Sets the maximum delay before any retry, unless the service asks for more. Defaults to 8 s.
     *
     * @throws IllegalArgumentException if the delay is negative or longer than 1 day
     */
    public Builder maxDelay(Duration maxDelay) {
      this.maxDelay = checkDuration("maxDelay", maxDelay, MAX_DURATION);
      return this;
    }

    /**
     * Sets the maximum delay that the client accepts from a Retry-After header. If the service asks
     * for more, the failure is thrown without a retry. Defaults to 60 s.
     *
     * @throws IllegalArgumentException if the delay is negative or longer than 1 day
     */
    public Builder maxRetryAfter(Duration maxRetryAfter) {
      this.maxRetryAfter = checkDuration("maxRetryAfter", maxRetryAfter, MAX_DURATION);
      return this;
    }

    /**
     * Sets the listener that is called before the delay of each retry, in the thread that sends the
     * request. What it throws is logged and does not prevent the retry.
     */
    public Builder listener(Consumer<? super RetryEvent> listener) {
      this.listener = Objects.requireNonNull(listener, "listener == null");
      return this;
    }

    /** Sets the seed of the random delays, for reproducible tests. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** Returns the options. The builder can be reused. */
    public RetryOptions build() {
      return new RetryOptions(this);
    }
  }
}
