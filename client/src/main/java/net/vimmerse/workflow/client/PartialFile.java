package net.vimmerse.workflow.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of an output that is already downloaded, in a file beside the target, and the validator
 * (ETag or Last-Modified) and size of the content that it belongs to.
 */
final class PartialFile {
  final Path path;
  private final @Nullable Path versionFile;
  private @Nullable String version;
  private @Nullable Long total;

  private PartialFile(Path path, @Nullable Path versionFile) throws IOException {
    this.path = path;
    this.versionFile = versionFile;
    if (versionFile != null) {
      read(versionFile);
    }
  }

  /** Returns the file that later downloads to the same target use, too. */
  static PartialFile reusable(Path target) throws IOException {
    Path path = target.resolveSibling("." + target.getFileName() + ".part");
    return new PartialFile(path, path.resolveSibling(path.getFileName() + ".version"));
  }

  /** Returns a file for one download only. */
  static PartialFile temporary(Path target) throws IOException {
    return new PartialFile(
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part"),
        null);
  }

  /** Returns null if the download cannot be resumed. */
  @Nullable String version() {
    return version;
  }

  /** Returns the size of the whole content; null if it is not known. */
  @Nullable Long total() {
    return total;
  }

  long size() throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  /** Deletes the content, because that of the given version follows from its first byte. */
  void restart(@Nullable String newVersion, @Nullable Long newTotal) throws IOException {
    Files.deleteIfExists(path);
    version = newVersion;
    total = newTotal;
    if (versionFile == null) {
      return;
    }
    if (newVersion == null) {
      Files.deleteIfExists(versionFile);
    } else {
      String size = newTotal == null ? "" : newTotal.toString();
      Files.write(versionFile, (size + "\n" + newVersion).getBytes(UTF_8));
    }
  }

  void delete() throws IOException {
    restart(null, null);
  }

  private void read(Path file) throws IOException {
    try {
      String text = new String(Files.readAllBytes(file), UTF_8);
      int end = text.indexOf('\n');
      total = end <= 0 ? null : Long.valueOf(text.substring(0, end));
      version = end < 0 ? null : text.substring(end + 1);
    } catch (NoSuchFileException | NumberFormatException e) {
      // Nothing can be resumed.
    }
  }
}
