package net.vimmerse.workflow.client;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Configures downloads. Immutable and thread-safe.
 *
 * <pre>{@code
 * client.downloadAll(
 *     done,
 *     directory,
 *     DownloadOptions.builder().ifExists(IfExists.REPLACE).keepPartialFile(true).build());
 * }</pre>
 */
public final class DownloadOptions {
  private static final DownloadOptions DEFAULTS = builder().build();

  private final IfExists ifExists;
  private final boolean checkContentType;
  private final boolean keepPartialFile;
  private final int maxResumes;
  private final Consumer<? super DownloadProgress> listener;

  private DownloadOptions(Builder builder) {
    ifExists = builder.ifExists;
    checkContentType = builder.checkContentType;
    keepPartialFile = builder.keepPartialFile;
    maxResumes = builder.maxResumes;
    listener = builder.listener;
  }

  /**
   * Returns the default options: fail if the file exists, check the content type, delete a partial
   * file, and resume up to 3 times.
   */
  public static DownloadOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder with {@link #defaults}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.ifExists = ifExists;
    builder.checkContentType = checkContentType;
    builder.keepPartialFile = keepPartialFile;
    builder.maxResumes = maxResumes;
    builder.listener = listener;
    return builder;
  }

  /** Returns what a download does if its file exists already. */
  public IfExists ifExists() {
    return ifExists;
  }

  /** Returns true if the response must have the content type of the output. */
  public boolean checkContentType() {
    return checkContentType;
  }

  /** Returns true if the partial file of a failed download is kept, to be resumed later. */
  public boolean keepPartialFile() {
    return keepPartialFile;
  }

  /** Returns the maximum number of times that an interrupted transfer is resumed. */
  public int maxResumes() {
    return maxResumes;
  }

  Consumer<? super DownloadProgress> listener() {
    return listener;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DownloadOptions
        && Arrays.equals(state(), ((DownloadOptions) other).state());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(state());
  }

  private @Nullable Object[] state() {
    return new @Nullable Object[] {
      ifExists, checkContentType, keepPartialFile, maxResumes, listener
    };
  }

  @Override
  public String toString() {
    return String.format(
        "DownloadOptions{ifExists=%s, checkContentType=%s, keepPartialFile=%s, maxResumes=%s}",
        ifExists, checkContentType, keepPartialFile, maxResumes);
  }

  /** Builds {@link DownloadOptions}. Not thread-safe. */
  public static final class Builder {
    private IfExists ifExists = IfExists.FAIL;
    private boolean checkContentType = true;
    private boolean keepPartialFile;
    private int maxResumes = 3;
    private Consumer<? super DownloadProgress> listener = progress -> {};

    private Builder() {}

    /** Sets what a download does if its file exists already. Defaults to {@link IfExists#FAIL}. */
    public Builder ifExists(IfExists ifExists) {
      this.ifExists = Objects.requireNonNull(ifExists, "ifExists == null");
      return this;
    }

    /**
     * Sets whether the response must have the content type of the output. Parameters of the type
     * are ignored, and so are differences between two names of a type; a response without a type,
     * or with that for arbitrary bytes, is accepted. Defaults to true.
     */
    public Builder checkContentType(boolean checkContentType) {
      this.checkContentType = checkContentType;
      return this;
    }

    /**
     * Sets whether the partial file of a failed download is kept beside the target file, with a
     * name that starts with a dot and ends with {@code .part}. The next download to the same file,
     * even from another process, resumes it if the server confirms that the content has not
     * changed. Two such downloads must not write to the same file at the same time. Defaults to
     * false.
     */
    public Builder keepPartialFile(boolean keepPartialFile) {
      this.keepPartialFile = keepPartialFile;
      return this;
    }

    /**
     * Sets the maximum number of times that a download is resumed, or else started anew, after its
     * transfer broke off, after a response with another part than requested, or after a transient
     * status such as 429 or 503. Defaults to 3; 0 disables this.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public Builder maxResumes(int maxResumes) {
      this.maxResumes = Preconditions.checkNotNegative("maxResumes", maxResumes);
      return this;
    }

    /**
     * Sets the listener that is called in the downloading thread after at most 64 KiB each, and at
     * the end. An exception that it throws aborts the download, but is only logged if the last byte
     * has arrived.
     */
    public Builder listener(Consumer<? super DownloadProgress> listener) {
      this.listener = Objects.requireNonNull(listener, "listener == null");
      return this;
    }

    /** Returns the options. The builder can be reused. */
    public DownloadOptions build() {
      return new DownloadOptions(this);
    }
  }
}
