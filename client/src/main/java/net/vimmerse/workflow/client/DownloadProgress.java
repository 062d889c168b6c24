package net.vimmerse.workflow.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Describes the progress of a download. Immutable. */
public final class DownloadProgress {
  private final @Nullable Path file;
  private final long downloadedBytes;
  private final @Nullable Long totalBytes;

  DownloadProgress(@Nullable Path file, long downloadedBytes, @Nullable Long totalBytes) {
    this.file = file;
    this.downloadedBytes = downloadedBytes;
    this.totalBytes = totalBytes;
  }

  /**
   * Returns the progress of a download, for tests of listeners.
   *
   * @param file null if the output is read as a stream
   * @param totalBytes null if it is not known
   */
  public static DownloadProgress of(
      @Nullable Path file, long downloadedBytes, @Nullable Long totalBytes) {
    return new DownloadProgress(file, downloadedBytes, totalBytes);
  }

  /**
   * Returns the target file, which does not exist before the download is complete; null if the
   * output is read as a stream.
   */
  public @Nullable Path file() {
    return file;
  }

  /** Returns the number of bytes downloaded so far, those of a resumed partial file included. */
  public long downloadedBytes() {
    return downloadedBytes;
  }

  /** Returns the size of the output in bytes; null if the server does not send it. */
  public @Nullable Long totalBytes() {
    return totalBytes;
  }

  @Override
  public String toString() {
    return "DownloadProgress{"
        + (file == null ? "stream" : file.getFileName())
        + ", "
        + downloadedBytes
        + " of "
        + totalBytes
        + "}";
  }
}
