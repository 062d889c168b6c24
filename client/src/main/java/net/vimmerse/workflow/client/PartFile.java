package net.vimmerse.workflow.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a download so far, beside the file that it is going to be, and how the server
 * named the version of the content that it is a part of.
 */
final class PartFile {
  final Path path;
  private final @Nullable Path versionFile;
  private @Nullable String version;

  private PartFile(Path path, @Nullable Path versionFile) throws IOException {
    this.path = path;
    this.versionFile = versionFile;
    this.version = versionFile == null ? null : read(versionFile);
  }

  static PartFile kept(Path file) throws IOException {
    Path path = file.resolveSibling("." + file.getFileName() + ".part");
    return new PartFile(path, file.resolveSibling("." + file.getFileName() + ".part.version"));
  }

  static PartFile ofThisDownload(Path file) throws IOException {
    return new PartFile(
        file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part"), null);
  }

  /** Null when it cannot be gone on with. */
  @Nullable String version() {
    return version;
  }

  long size() throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  /** Forgets what there is, since content of this version follows from its beginning. */
  void begin(@Nullable String newVersion) throws IOException {
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
    Files.deleteIfExists(path);
    if (versionFile != null) {
      Files.deleteIfExists(versionFile);
    }
  }

  private static @Nullable String read(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
