package net.vimmerse.workflow.client;

import java.util.Objects;
import java.util.function.Consumer;

/** How to download outputs. Immutable. */
public final class DownloadOptions {
  private static final DownloadOptions DEFAULTS = builder().build();

  /** What to do with a file that is there already. */
  public enum Existing {
    /** Leave it, download nothing, and throw. */
    REFUSE,
    /** Leave it, download nothing, and take it for the output. */
    KEEP,
    /** Replace it, once the download is complete. */
    REPLACE
  }

  private final Existing existing;
  private final boolean contentTypeChecked;
  private final boolean partKept;
  private final int resumptions;
  private final Consumer<? super DownloadProgress> listener;

  private DownloadOptions(Builder builder) {
    existing = builder.existing;
    contentTypeChecked = builder.contentTypeChecked;
    partKept = builder.partKept;
    resumptions = builder.resumptions;
    listener = builder.listener;
  }

  /**
   * Replaces nothing, insists on the output's content type, and goes on up to three times where a
   * download broke off.
   */
  public static DownloadOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder that starts with {@link #defaults}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns what happens to a file that is there already. */
  public Existing existing() {
    return existing;
  }

  /** Returns whether the answer must have the output's content type. */
  public boolean contentTypeChecked() {
    return contentTypeChecked;
  }

  /** Returns whether what there is of a failed download is kept for the next one. */
  public boolean partKept() {
    return partKept;
  }

  /** Returns how often a download that broke off goes on before it fails. */
  public int resumptions() {
    return resumptions;
  }

  Consumer<? super DownloadProgress> listener() {
    return listener;
  }

  @Override
  public String toString() {
    return "DownloadOptions{existing="
        + existing
        + ", contentTypeChecked="
        + contentTypeChecked
        + ", partKept="
        + partKept
        + ", resumptions="
        + resumptions
        + "}";
  }

  /** Makes {@link DownloadOptions}. Not safe for use by several threads. */
  public static final class Builder {
    private Existing existing = Existing.REFUSE;
    private boolean contentTypeChecked = true;
    private boolean partKept;
    private int resumptions = 3;
    private Consumer<? super DownloadProgress> listener = progress -> {};

    private Builder() {}

    /** Sets what happens to a file that is there already. */
    public Builder existing(Existing existing) {
      this.existing = Objects.requireNonNull(existing, "existing == null");
      return this;
    }

    /**
     * Sets whether the answer must have the output's content type. Parameters do not count, and
     * neither does an answer without a type or with the one for any bytes.
     */
    public Builder contentTypeChecked(boolean contentTypeChecked) {
      this.contentTypeChecked = contentTypeChecked;
      return this;
    }

    /**
     * Sets whether what there is of a failed download is kept, beside the file, with a name that
     * begins with a dot and ends with {@code .part}. The next download to the same file, even by
     * another process, goes on there if the server says that the content is still the same. Two
     * downloads to the same file at a time are not possible then.
     */
    public Builder partKept(boolean partKept) {
      this.partKept = partKept;
      return this;
    }

    /** Sets how often a download that broke off goes on before it fails; 0 for never. */
    public Builder resumptions(int resumptions) {
      if (resumptions < 0) {
        throw new IllegalArgumentException("resumptions < 0: " + resumptions);
      }
      this.resumptions = resumptions;
      return this;
    }

    /**
     * Sets who is told how far a download has come, in the thread that downloads, after every 64
     * KiB or less and at the end. What it throws ends the download.
     */
    public Builder listener(Consumer<? super DownloadProgress> listener) {
      this.listener = Objects.requireNonNull(listener, "listener == null");
      return this;
    }

    /** Returns what was set. The builder can be used further. */
    public DownloadOptions build() {
      return new DownloadOptions(this);
    }
  }
}
