package net.vimmerse.workflow.client;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import net.vimmerse.workflow.client.api.WorkflowApi;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Configures the timeouts, retries and headers of single calls. An option that is not set has the
 * client's value. Immutable and thread-safe.
 *
 * @see WorkflowClient#withOptions(CallOptions)
 */
public final class CallOptions {
  private final @Nullable Duration timeout;
  private final @Nullable Duration connectTimeout;
  private final @Nullable Duration readTimeout;
  private final @Nullable Duration writeTimeout;
  private final @Nullable RetryOptions retryOptions;
  private final Map<String, String> headers;

  private CallOptions(Builder builder) {
    timeout = builder.timeout;
    connectTimeout = builder.connectTimeout;
    readTimeout = builder.readTimeout;
    writeTimeout = builder.writeTimeout;
    retryOptions = builder.retryOptions;
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(builder.headers);
    headers = Collections.unmodifiableMap(byName);
  }

  /** Returns a builder with no option set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.timeout = timeout;
    builder.connectTimeout = connectTimeout;
    builder.readTimeout = readTimeout;
    builder.writeTimeout = writeTimeout;
    builder.retryOptions = retryOptions;
    builder.headers.putAll(headers);
    return builder;
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

  /** Returns an unmodifiable map of the additional headers. Names are case-insensitive. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns these options, with those of {@code fallback} where none is set here. */
  CallOptions orElse(CallOptions fallback) {
    return builder()
        .timeout(timeout == null ? fallback.timeout : timeout)
        .connectTimeout(connectTimeout == null ? fallback.connectTimeout : connectTimeout)
        .readTimeout(readTimeout == null ? fallback.readTimeout : readTimeout)
        .writeTimeout(writeTimeout == null ? fallback.writeTimeout : writeTimeout)
        .retryOptions(retryOptions == null ? fallback.retryOptions : retryOptions)
        .headers(fallback.headers)
        .headers(headers)
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
  public boolean equals(@Nullable Object other) {
    return other instanceof CallOptions && Arrays.equals(state(), ((CallOptions) other).state());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(state());
  }

  private @Nullable Object[] state() {
    return new @Nullable Object[] {
      timeout, connectTimeout, readTimeout, writeTimeout, retryOptions, headers
    };
  }

  @Override
  public String toString() {
    return String.format(
        "CallOptions{timeout=%s, connectTimeout=%s, readTimeout=%s, writeTimeout=%s,"
            + " retryOptions=%s, headers=%s}",
        timeout, connectTimeout, readTimeout, writeTimeout, retryOptions, headers.keySet());
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
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

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

    /**
     * Adds a header to requests to the service, but not to downloads. It replaces a header of the
     * same name, such as User-Agent.
     *
     * @throws IllegalArgumentException if the name or the value is not allowed in HTTP, or if the
     *     header is that of the API key
     */
    public Builder header(String name, String value) {
      if (name.equalsIgnoreCase(WorkflowApi.API_KEY_HEADER)) {
        throw new IllegalArgumentException(
            "The API key cannot be a header of a call: call apiKey(...) of the client's builder");
      }
      headers.put(name, Headers.of(name, value).value(0));
      return this;
    }

    private Builder headers(Map<String, String> all) {
      headers.putAll(all);
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
