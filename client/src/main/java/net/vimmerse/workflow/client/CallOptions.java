package net.vimmerse.workflow.client;

import java.time.Duration;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Configures the timeouts and retries of single calls. An option that is not set has the client's
 * value. Immutable and thread-safe.
 *
 * @see WorkflowClient#withOptions(CallOptions)
 */
public final class CallOptions {
  private final @Nullable Duration timeout;
  private final @Nullable Duration connectTimeout;
  private final @Nullable Duration readTimeout;
  private final @Nullable Duration writeTimeout;
  private final @Nullable RetryOptions retryOptions;

  private CallOptions(Builder builder) {
    timeout = builder.timeout;
    connectTimeout = builder.connectTimeout;
    readTimeout = builder.readTimeout;
    writeTimeout = builder.writeTimeout;
    retryOptions = builder.retryOptions;
  }

  /** Returns a builder with no option set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the timeout of the call with its retries; 0 means no timeout, null means not set. */
  public @Nullable Duration timeout() {
    return timeout;
  }

  /** Returns the timeout for connecting; 0 means no timeout, null means not set. */
  public @Nullable Duration connectTimeout() {
    return connectTimeout;
  }

  /** Returns the timeout between two bytes read; 0 means no timeout, null means not set. */
  public @Nullable Duration readTimeout() {
    return readTimeout;
  }

  /** Returns the timeout between two bytes written; 0 means no timeout, null means not set. */
  public @Nullable Duration writeTimeout() {
    return writeTimeout;
  }

  /** Returns the retry options; null means not set. */
  public @Nullable RetryOptions retryOptions() {
    return retryOptions;
  }

  /** Returns these options, with those of {@code fallback} where none is set here. */
  CallOptions orElse(CallOptions fallback) {
    return builder()
        .timeout(timeout == null ? fallback.timeout : timeout)
        .connectTimeout(connectTimeout == null ? fallback.connectTimeout : connectTimeout)
        .readTimeout(readTimeout == null ? fallback.readTimeout : readTimeout)
        .writeTimeout(writeTimeout == null ? fallback.writeTimeout : writeTimeout)
        .retryOptions(retryOptions == null ? fallback.retryOptions : retryOptions)
        .build();
  }

  /** Sets all timeouts but that of the whole call, which would limit the size of a download. */
  void applySocketTimeouts(OkHttpClient.Builder builder) {
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

  @Override
  public String toString() {
    return String.format(
        "CallOptions{timeout=%s, connectTimeout=%s, readTimeout=%s, writeTimeout=%s,"
            + " retryOptions=%s}",
        timeout, connectTimeout, readTimeout, writeTimeout, retryOptions);
  }

  /** Builds {@link CallOptions}. Not thread-safe. */
  public static final class Builder {
    /** OkHttp keeps milliseconds in an int. */
    private static final Duration MAX_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

    private @Nullable Duration timeout;
    private @Nullable Duration connectTimeout;
    private @Nullable Duration readTimeout;
    private @Nullable Duration writeTimeout;
    private @Nullable RetryOptions retryOptions;

    private Builder() {}

    /**
     * Sets the timeout of the call, from name resolution to the last byte of the response. It
     * includes all attempts and the delays between them; a retry that it leaves no time for is not
     * made.
     *
     * @param timeout 0 for no timeout, null to unset it
     * @throws IllegalArgumentException if the timeout is negative or longer than 24 days
     */
    public Builder timeout(@Nullable Duration timeout) {
      this.timeout = check("timeout", timeout);
      return this;
    }

    /**
     * Sets the timeout for connecting, TLS handshake included.
     *
     * @param connectTimeout 0 for no timeout, null to unset it
     * @throws IllegalArgumentException if the timeout is negative or longer than 24 days
     */
    public Builder connectTimeout(@Nullable Duration connectTimeout) {
      this.connectTimeout = check("connectTimeout", connectTimeout);
      return this;
    }

    /**
     * Sets the timeout for the first byte of the response and between two bytes of it.
     *
     * @param readTimeout 0 for no timeout, null to unset it
     * @throws IllegalArgumentException if the timeout is negative or longer than 24 days
     */
    public Builder readTimeout(@Nullable Duration readTimeout) {
      this.readTimeout = check("readTimeout", readTimeout);
      return this;
    }

    /**
     * Sets the timeout between two bytes of the request that the service accepts.
     *
     * @param writeTimeout 0 for no timeout, null to unset it
     * @throws IllegalArgumentException if the timeout is negative or longer than 24 days
     */
    public Builder writeTimeout(@Nullable Duration writeTimeout) {
      this.writeTimeout = check("writeTimeout", writeTimeout);
      return this;
    }

    /**
     * Sets the retry options.
     *
     * @param retryOptions null to unset them
     */
    public Builder retryOptions(@Nullable RetryOptions retryOptions) {
      this.retryOptions = retryOptions;
      return this;
    }

    /** Returns the options. The builder can be reused. */
    public CallOptions build() {
      return new CallOptions(this);
    }

    private static @Nullable Duration check(String name, @Nullable Duration timeout) {
      return timeout == null ? null : Preconditions.checkDuration(name, timeout, MAX_TIMEOUT);
    }
  }
}
