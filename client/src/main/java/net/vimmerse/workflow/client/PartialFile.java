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
 * (ETag or Last-Modified) of the content that it belongs to.
 */
final class PartialFile {
  final Path path;
  private final @Nullable Path versionFile;
  private @Nullable String version;

  private PartialFile(Path path, @Nullable Path versionFile) throws IOException {
    this.path = path;
    this.versionFile = versionFile;
    this.version = versionFile == null ? null : read(versionFile);
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

  long size() throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  /** Deletes the content, because that of the given version follows from its first byte. */
  void restart(@Nullable String newVersion) throws IOException {
    Files.deleteIfExists(path);
    version = newVersion;
    if (versionFile == null) {
      return;
    }
    if (newVersion == null) {
      Files.deleteIfExists(versionFile);
    } else {
      Files.write(versionFile, newVersion.getBytes(UTF_8));
    }
  }

  void delete() throws IOException {
    restart(null);
  }

  private static @Nullable String read(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
