package net.vimmerse.workflow.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The part of an output that is already downloaded. */
interface PartialContent {
  /** Returns the validator (ETag or Last-Modified); null if the download cannot be resumed. */
  @Nullable String version();

  /** Returns the size of the whole content; null if it is not known. */
  @Nullable Long total();

  /** Returns the number of bytes that are already downloaded. */
  long size() throws IOException;

  /** Deletes the content, because that of the given version follows from its first byte. */
  void restart(@Nullable String newVersion, @Nullable Long newTotal) throws IOException;
}
