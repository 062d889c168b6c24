package net.vimmerse.workflow.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Counts how often a download is resumed. Not thread-safe. */
final class Resumes {
  private static final RetryOptions DELAYS = RetryOptions.defaults();

  private final DownloadOptions options;
  private int count;
  private int inVain;
  private long received;

  Resumes(DownloadOptions options) {
    this.options = options;
  }

  /**
   * Returns the delay before the download is resumed once more; null if it must not be. It grows
   * from failure to failure, and starts anew after one that has received something.
   *
   * @param partial what has been received
   */
  @Nullable Duration delayAfter(WorkflowException failure, PartialContent partial) {
    if (count == options.maxResumes() || !TransientFailures.isTransient(failure)) {
      return null;
    }
    long size = size(partial);
    inVain = size > received ? 1 : inVain + 1;
    received = size;
    count++;
    return DELAYS.delay(inVain, TransientFailures.retryAfter(failure));
  }

  private static long size(PartialContent partial) {
    try {
      return partial.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
