package net.vimmerse.workflow.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what is already downloaded in a file beside the target. */
final class PartialFile implements PartialContent {
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

  @Override
  public @Nullable String version() {
    return version;
  }

  @Override
  public @Nullable Long total() {
    return total;
  }

  @Override
  public long size() throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  @Override
  public void restart(@Nullable String newVersion, @Nullable Long newTotal) throws IOException {
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
