package net.vimmerse.workflow.simulator.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.snapshot.MalformedStateException;
import net.vimmerse.workflow.simulator.snapshot.StateJson;
import net.vimmerse.workflow.simulator.store.StartupException;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;

/**
 * The file that holds the state: maps from strings to JSON. Used by one thread.
 *
 * <p>{@link #commit} writes all changes or none. A killed process leaves its last commit. A power
 * failure may lose commits, as they are not forced to the disk, which would cost milliseconds each.
 */
final class StateFile {

  private static final String NAME = "simulator.db";
  private static final String DAMAGED = "is damaged or not a simulator's file; it was not changed";
  private static final String VERSION = "version";

  /** The map of the format version and the global clock. */
  static final String METADATA = "metadata";

  /** Small, because each commit rewrites the pages that it touches. */
  private static final int PAGE_BYTES = 4_096;

  private static final int PROBE_BYTES = 64 << 10;

  private static final int COMMITS_PER_COMPACTION = 512;
  private static final int MAX_COMPACTION_BYTES = 4 << 20;
  private static final int MIN_FILL_PERCENT = 50;

  private final MVStore store;
  private int commits;

  private StateFile(MVStore store) {
    this.store = store;
  }

  /**
   * Opens the file in a directory, and creates both if necessary.
   *
   * @throws StartupException if the file cannot be used. It is not changed then.
   */
  static StateFile open(Path directory) {
    Path path = directory.resolve(NAME);
    MVStore store;
    try {
      createForOwner(directory, path);
      requireAccess(path);
      store =
          new MVStore.Builder()
              .fileName(path.toString())
              .pageSplitSize(PAGE_BYTES)
              // An automatic commit could write an incomplete change.
              .autoCommitDisabled()
              .open();
    } catch (IOException e) {
      throw new StartupException(
          directory + " cannot be used as a data directory: " + StartupException.causeOf(e), e);
    } catch (StartupException e) {
      throw e;
    } catch (MVStoreException e) {
      throw new StartupException(path + " " + reason(e), e);
    } catch (RuntimeException e) {
      // A damaged page can cause any exception in the library.
      throw new StartupException(path + " " + DAMAGED, e);
    }
    StateFile file = new StateFile(store);
    try {
      file.checkVersion(path);
      // Old pages can be overwritten at once: only the last commit is ever needed.
      store.setRetentionTime(0);
      return file;
    } catch (StartupException e) {
      file.abandon();
      throw e;
    } catch (RuntimeException e) {
      file.abandon();
      throw new StartupException(path + " " + DAMAGED, e);
    }
  }

  /**
   * Creates the directory and the file, readable by their owner only: they hold what callers sent.
   */
  private static void createForOwner(Path directory, Path path) throws IOException {
    boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!posix) {
      Files.createDirectories(directory);
      return;
    }
    Files.createDirectories(directory, permissions("rwx------"));
    if (Files.notExists(path)) {
      Files.createFile(path, permissions("rw-------"));
    }
  }

  /** Finds what the library would take for damage. */
  private static void requireAccess(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new StartupException(path + " is a directory");
    }
    if (Files.exists(path) && !Files.isReadable(path)) {
      throw new StartupException(path + " cannot be read: permission denied");
    }
    if (Files.exists(path) && !Files.isWritable(path)) {
      throw new StartupException(
          path
              + " cannot be written: "
              + (Files.getFileStore(path).isReadOnly()
                  ? "its file system is read-only"
                  : "permission denied"));
    }
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  private void checkVersion(Path path) {
    boolean isNew = store.getMapNames().isEmpty();
    String version =
        isNew ? String.valueOf(StateJson.VERSION) : String.valueOf(map(METADATA).get(VERSION));
    if (!version.equals(String.valueOf(StateJson.VERSION))) {
      throw new StartupException(
          "%s has format version %s; this simulator supports version %d"
              .formatted(path, version, StateJson.VERSION));
    }
    map(METADATA).put(VERSION, version);
  }

  private static String reason(MVStoreException e) {
    return switch (e.getErrorCode()) {
      case org.h2.mvstore.DataUtils.ERROR_FILE_LOCKED ->
          "is in use by another simulator; stop it or choose another directory";
      case org.h2.mvstore.DataUtils.ERROR_UNSUPPORTED_FORMAT ->
          "was written by a newer version; use that version or choose another directory";
      default -> DAMAGED;
    };
  }

  /**
   * Parses the record under a key.
   *
   * @throws MalformedStateException if it is malformed; the message names the key
   */
  static <T> T parse(Class<T> type, String key, String json) {
    try {
      return StateJson.read(type, json);
    } catch (MalformedStateException e) {
      throw new MalformedStateException(
          "the record " + key + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns the map with this name. */
  MVMap<String, String> map(String name) {
    // The default type would also deserialise Java objects.
    return store.openMap(
        name,
        new MVMap.Builder<String, String>()
            .keyType(StringDataType.INSTANCE)
            .valueType(StringDataType.INSTANCE));
  }

  /** Writes all changes since the last commit. */
  void commit() {
    if (!store.hasUnsavedChanges()) {
      return;
    }
    store.commit();
    commits++;
    if (commits % COMMITS_PER_COMPACTION == 0) {
      store.compact(MIN_FILL_PERCENT, MAX_COMPACTION_BYTES);
    }
  }

  /**
   * Writes and deletes some data, to find out whether the disk has room again.
   *
   * @throws MVStoreException if it has not
   */
  void probe() {
    byte[] random = new byte[PROBE_BYTES];
    new SecureRandom().nextBytes(random);
    map(METADATA).put("probe", HexFormat.of().formatHex(random));
    store.commit();
    map(METADATA).remove("probe");
  }

  boolean isClosed() {
    return store.isClosed();
  }

  /** Returns the cause of a failure to write, in words for the user. */
  static String causeOf(MVStoreException e) {
    return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
        .filter(IOException.class::isInstance)
        .findFirst()
        .map(cause -> StartupException.causeOf((IOException) cause))
        .orElse("an input or output error");
  }

  /** Closes the file without writing uncommitted changes. */
  void abandon() {
    store.closeImmediately();
  }

  /** Writes all changes and closes the file. */
  void close() {
    store.close();
  }
}
