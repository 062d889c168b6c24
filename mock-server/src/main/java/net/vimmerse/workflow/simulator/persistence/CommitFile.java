package net.vimmerse.workflow.simulator.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;
import net.vimmerse.workflow.simulator.snapshot.MalformedStateException;

/**
 * A small file beside the state file that names its last commit. The library opens a damaged state
 * file at an older commit without a word; this file shows that later ones are missing.
 *
 * <p>Written after the state file, so that it never names a commit that was not made. Used by one
 * thread.
 */
final class CommitFile implements AutoCloseable {

  static final String NAME = "simulator.commit";

  /** Less than a sector of a disk, which is written as a whole. */
  private static final int BYTES = 128;

  private final FileChannel channel;

  private CommitFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens the file, and creates it if necessary. */
  static CommitFile open(Path path) throws IOException {
    return new CommitFile(
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /**
   * Returns the last commit; empty if none was made.
   *
   * @throws MalformedStateException if the file is damaged
   */
  static Optional<Commit> read(Path path) throws IOException {
    String line = Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
    if (line.isEmpty()) {
      return Optional.empty();
    }
    int checksum = line.strip().lastIndexOf(' ');
    Commit commit = Commit.parse(line.substring(0, Math.max(0, checksum)));
    if (!line.equals(line(commit))) {
      throw new MalformedStateException("the checksum is wrong");
    }
    return Optional.of(commit);
  }

  void write(Commit commit, Forcing forcing) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line(commit).getBytes(StandardCharsets.US_ASCII));
    channel.write(bytes, 0);
    forcing.force(() -> channel.force(false));
  }

  private static String line(Commit commit) {
    String text = commit.text();
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    String line = text + " " + HexFormat.of().toHexDigits((int) crc.getValue());
    return line + " ".repeat(BYTES - 1 - line.length()) + "\n";
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Everything was written.
    }
  }
}
