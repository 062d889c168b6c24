package net.vimmerse.workflow.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How far a download has come. Immutable. */
public final class DownloadProgress {
  private final Path file;
  private final long bytes;
  private final @Nullable Long totalBytes;

  DownloadProgress(Path file, long bytes, @Nullable Long totalBytes) {
    this.file = file;
    this.bytes = bytes;
    this.totalBytes = totalBytes;
  }

  /** Returns the file that is going to appear. */
  public Path file() {
    return file;
  }

  /** Returns how many bytes there are so far. */
  public long bytes() {
    return bytes;
  }

  /** Returns how many bytes there are going to be; null when the server does not say. */
  public @Nullable Long totalBytes() {
    return totalBytes;
  }

  @Override
  public String toString() {
    return "DownloadProgress{" + file.getFileName() + ", " + bytes + " of " + totalBytes + "}";
  }
}
