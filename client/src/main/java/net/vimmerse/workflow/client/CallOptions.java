package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Time-outs and repetitions of requests, for a whole client or for some calls of one. What is not
 * set is as it is for the client, or for the OkHttpClient that it was given. Immutable.
 */
public final class CallOptions {
  private static final CallOptions NONE = builder().build();

  private final @Nullable Duration timeout;
  private final @Nullable Duration connectTimeout;
  private final @Nullable Duration readTimeout;
  private final @Nullable Duration writeTimeout;
  private final @Nullable RetryOptions retries;

  private CallOptions(Builder builder) {
    timeout = builder.timeout;
    connectTimeout = builder.connectTimeout;
    readTimeout = builder.readTimeout;
    writeTimeout = builder.writeTimeout;
    retries = builder.retries;
  }

  /** Returns options that change nothing. */
  static CallOptions none() {
    return NONE;
  }

  /** Returns a builder with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts with these options. */
  public Builder toBuilder() {
    return new Builder()
        .timeout(timeout)
        .connectTimeout(connectTimeout)
        .readTimeout(readTimeout)
        .writeTimeout(writeTimeout)
        .retries(retries);
  }

  /** Returns how long one attempt may take in all; zero for no limit, null when not set. */
  public @Nullable Duration timeout() {
    return timeout;
  }

  /** Returns how long connecting may take; zero for no limit, null when not set. */
  public @Nullable Duration connectTimeout() {
    return connectTimeout;
  }

  /** Returns how long the service may be silent; zero for no limit, null when not set. */
  public @Nullable Duration readTimeout() {
    return readTimeout;
  }

  /** Returns how long the service may take no byte; zero for no limit, null when not set. */
  public @Nullable Duration writeTimeout() {
    return writeTimeout;
  }

  /** Returns how requests are repeated; null when not set. */
  public @Nullable RetryOptions retries() {
    return retries;
  }

  /** These options where they say something, and the others where they do not. */
  CallOptions over(CallOptions others) {
    return builder()
        .timeout(timeout == null ? others.timeout : timeout)
        .connectTimeout(connectTimeout == null ? others.connectTimeout : connectTimeout)
        .readTimeout(readTimeout == null ? others.readTimeout : readTimeout)
        .writeTimeout(writeTimeout == null ? others.writeTimeout : writeTimeout)
        .retries(retries == null ? others.retries : retries)
        .build();
  }

  /** Sets the time-outs that say nothing of the whole, which suit downloads of any size. */
  void applyBetweenBytes(OkHttpClient.Builder builder) {
    if (connectTimeout != null) {
      builder.connectTimeout(connectTimeout);
    }
    if (readTimeout != null) {
      builder.readTimeout(readTimeout);
    }
    if (writeTimeout != null) {
      builder.writeTimeout(writeTimeout);
    }
  }

  static CallOptions of(Consumer<? super Builder> settings) {
    Builder builder = builder();
    settings.accept(builder);
    return builder.build();
  }

  @Override
  public String toString() {
    return "CallOptions{timeout="
        + timeout
        + ", connectTimeout="
        + connectTimeout
        + ", readTimeout="
        + readTimeout
        + ", writeTimeout="
        + writeTimeout
        + ", retries="
        + retries
        + "}";
  }

  /** Makes {@link CallOptions}. Not safe for use by several threads. */
  public static final class Builder {
    private @Nullable Duration timeout;
    private @Nullable Duration connectTimeout;
    private @Nullable Duration readTimeout;
    private @Nullable Duration writeTimeout;
    private @Nullable RetryOptions retries;

    private Builder() {}

    /**
     * Sets how long one attempt may take in all, from name resolution to the last byte.
     *
     * @param timeout zero for no limit, null for not set
     */
    public Builder timeout(@Nullable Duration timeout) {
      this.timeout = checked("timeout", timeout);
      return this;
    }

    /**
     * Sets how long connecting may take.
     *
     * @param connectTimeout zero for no limit, null for not set
     */
    public Builder connectTimeout(@Nullable Duration connectTimeout) {
      this.connectTimeout = checked("connectTimeout", connectTimeout);
      return this;
    }

    /**
     * Sets how long the service may be silent before or between two bytes.
     *
     * @param readTimeout zero for no limit, null for not set
     */
    public Builder readTimeout(@Nullable Duration readTimeout) {
      this.readTimeout = checked("readTimeout", readTimeout);
      return this;
    }

    /**
     * Sets how long the service may take none of the bytes that are sent.
     *
     * @param writeTimeout zero for no limit, null for not set
     */
    public Builder writeTimeout(@Nullable Duration writeTimeout) {
      this.writeTimeout = checked("writeTimeout", writeTimeout);
      return this;
    }

    /**
     * Sets how requests are repeated.
     *
     * @param retries null for not set
     */
    public Builder retries(@Nullable RetryOptions retries) {
      this.retries = retries;
      return this;
    }

    /** Returns what was set. The builder can be used further. */
    public CallOptions build() {
      return new CallOptions(this);
    }

    private static @Nullable Duration checked(String name, @Nullable Duration duration) {
      if (duration != null && (duration.isNegative() || duration.toMillis() > Integer.MAX_VALUE)) {
        throw new IllegalArgumentException(name + " must be between 0 and 24 days: " + duration);
      }
      return duration;
    }
  }
}
