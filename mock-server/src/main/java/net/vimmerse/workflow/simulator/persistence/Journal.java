package net.vimmerse.workflow.simulator.persistence;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.WriteBuffer;

/**
 * A file beside the state file, to which each commit appends its changes. To write the state file
 * itself takes many times as long, so it is written only when the journal has grown.
 *
 * <p>It consists of blocks: their length, a checksum, the number of the commit, whether they are
 * the last of that commit, and the changed records. A block that is incomplete, or has another
 * checksum, ends it. Used by one thread.
 */
final class Journal implements AutoCloseable {

  static final String NAME = "simulator.journal";

  /** Of length and checksum. */
  private static final int PREFIX_BYTES = 2 * Integer.BYTES;

  /** Of the number of the commit, and of whether it ends with the block. */
  private static final int NUMBER_BYTES = Long.BYTES + 1;

  /** The length from which a block is written before the commit is complete. */
  private static final int BLOCK_BYTES = 64 << 10;

  private static final TextType TEXT = new TextType();

  private final Path path;
  private final FileChannel channel;
  private final WriteBuffer block = new WriteBuffer();

  /** The last commit, as a number. */
  private long last;

  /** The end of the last commit. */
  private long end;

  /** Where the next block is written. */
  private long position;

  private boolean hasGap;
  private boolean isTruncated;

  private Journal(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
    startBlock();
  }

  /** Receives changes. */
  interface Changes {

    /** Receives a changed record of a map; {@code json} is empty if it was removed. */
    void change(String map, String key, String json);
  }

  /**
   * Opens the journal, and creates it if necessary.
   *
   * @param first the commit of the state file, as a number
   * @param limit the last commit that counts; what follows is overwritten
   */
  static Journal open(Path path, long first, long limit) throws IOException {
    Journal journal =
        new Journal(
            path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    journal.last = first;
    journal.read(block -> journal.find(block, limit));
    journal.position = journal.end;
    return journal;
  }

  private boolean find(Block block, long limit) {
    hasGap = block.commit > last + 1;
    if (hasGap || block.commit > limit) {
      return false;
    }
    if (block.isLast) {
      last = Math.max(last, block.commit);
      end = block.end;
    }
    return true;
  }

  /** Tests whether there are commits, but not the one that follows that of the state file. */
  boolean hasGap() {
    return hasGap;
  }

  /** Returns the length of all commits in bytes. */
  long size() {
    return end;
  }

  /** Reads the changes of all commits after one, as a number, oldest first. */
  void read(long first, Changes changes) throws IOException {
    read(
        block -> {
          if (block.end <= end && block.commit > first) {
            block.read(changes);
          }
          return block.end < end;
        });
  }

  /** Reads the changes of all complete commits in a file that may be damaged, oldest first. */
  static void readAll(Path path, Changes changes) throws IOException {
    if (Files.exists(path)) {
      try (Journal journal = open(path, Long.MAX_VALUE - 1, Long.MAX_VALUE)) {
        journal.read(0, changes);
      }
    }
  }

  /** Reads the intact blocks until {@code visitor} returns false. */
  private void read(Predicate<Block> visitor) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      long size = Files.size(path);
      boolean next = true;
      for (long at = 0; next && size - at >= PREFIX_BYTES; ) {
        int length = in.readInt();
        int checksum = in.readInt();
        at += PREFIX_BYTES;
        next = length >= NUMBER_BYTES && length <= size - at;
        if (next) {
          at += length;
          ByteBuffer content = ByteBuffer.wrap(in.readNBytes(length));
          next =
              checksum(content.duplicate()) == checksum
                  && visitor.test(new Block(content.getLong(), content.get() != 0, content, at));
        }
      }
    }
  }

  /**
   * Adds a changed record to the next commit.
   *
   * @param json empty if it was removed
   * @throws MVStoreException if there are so many that some must be written, but cannot be
   */
  void add(String map, String key, String json) {
    TEXT.write(block, map);
    TEXT.write(block, key);
    TEXT.write(block, json);
    if (block.position() >= BLOCK_BYTES) {
      try {
        write(false);
      } catch (IOException e) {
        throw DataUtils.newMVStoreException(DataUtils.ERROR_WRITING_FAILED, "{0}", path, e);
      }
    }
  }

  /** Tests whether records were added since the last commit. */
  boolean hasChanges() {
    return position > end || block.position() > PREFIX_BYTES + NUMBER_BYTES;
  }

  /** Writes the commit of all records that were added since the last one. */
  void commit(long number, Forcing forcing) throws IOException {
    write(true);
    forcing.force(() -> channel.force(false));
    end = position;
    last = number;
  }

  private void write(boolean isLast) throws IOException {
    if (!isTruncated) {
      truncate();
    }
    ByteBuffer bytes = block.getBuffer().flip();
    bytes.putLong(PREFIX_BYTES, last + 1).put(PREFIX_BYTES + Long.BYTES, (byte) (isLast ? 1 : 0));
    ByteBuffer content = bytes.slice(PREFIX_BYTES, bytes.limit() - PREFIX_BYTES);
    bytes.putInt(0, content.remaining()).putInt(Integer.BYTES, checksum(content));
    writeFully(bytes);
    startBlock();
  }

  /** Removes what follows the last commit: blocks of one that failed. */
  void truncate() throws IOException {
    channel.truncate(end);
    isTruncated = true;
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  private void startBlock() {
    block.clear();
    block.putInt(0).putInt(0).putLong(0).put((byte) 0);
  }

  private static int checksum(ByteBuffer content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return (int) crc.getValue();
  }

  /** Removes all commits, as the state file has them. */
  void clear() throws IOException {
    end = 0;
    position = 0;
    truncate();
  }

  /**
   * Writes and removes some bytes, to find out whether the disk has room again.
   *
   * @throws IOException if it has not
   */
  void probe(byte[] bytes) throws IOException {
    writeFully(ByteBuffer.wrap(bytes));
    position = end;
    truncate();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Everything was written.
    }
  }

  private record Block(long commit, boolean isLast, ByteBuffer records, long end) {

    void read(Changes changes) {
      while (records.hasRemaining()) {
        changes.change(TEXT.read(records), TEXT.read(records), TEXT.read(records));
      }
    }
  }
}
