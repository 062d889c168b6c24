package net.vimmerse.workflow.simulator.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.snapshot.MalformedStateException;
import net.vimmerse.workflow.simulator.snapshot.StateJson;
import net.vimmerse.workflow.simulator.store.Durability;
import net.vimmerse.workflow.simulator.store.StartupException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The file that holds the state: maps from strings to JSON. Used by one thread.
 *
 * <p>{@link #commit} writes all changes or none, to the {@link Journal}; they are in the file
 * itself after {@link #checkpoint}. A killed process leaves its last commit. A power failure may
 * lose commits, unless the durability is {@link Durability#FSYNC}; {@link #requireLastCommit} finds
 * that they are missing.
 */
final class StateFile {

  static final String NAME = "simulator.db";

  private static final String VERSION = "version";

  /** The version of the names of maps and keys. Increment it with each incompatible change. */
  private static final int FORMAT = 3;

  /** The map of the format version and the global clock. */
  static final String METADATA = "metadata";

  static final String NAMESPACES = "namespaces";
  static final String WORKFLOWS = "workflows";
  static final String CREDITS = "credits";
  static final String REFUNDS = "refunds";
  static final String DELIVERIES = "deliveries";

  static final List<String> MAPS =
      List.of(METADATA, NAMESPACES, WORKFLOWS, CREDITS, REFUNDS, DELIVERIES);

  /** The map of the last commit, which is no record itself. */
  private static final String COMMIT = "commit";

  /** Before compression, which saves more of larger pages. */
  private static final int PAGE_BYTES = 32_768;

  private static final TextType TEXT = new TextType();

  private static final int PROBE_BYTES = 64 << 10;

  /** Changes wait while the file takes over the journal, which is longer for a larger one. */
  private static final int MAX_JOURNAL_BYTES = 4 << 20;

  private static final int MAX_COMPACTION_BYTES = 4 << 20;
  private static final int MIN_FILL_PERCENT = 75;

  private final MVStore store;
  private final Path path;
  private final Forcing forcing;
  private final CommitFile commitFile;
  private final Journal journal;
  private final RecordChecksum checksum;
  private final Map<String, StateMap> maps = new HashMap<>();
  private Commit last;
  private long compactedSize;

  private StateFile(
      MVStore store,
      Path path,
      Forcing forcing,
      Commit last,
      CommitFile commitFile,
      Journal journal) {
    this.store = store;
    this.path = path;
    this.forcing = forcing;
    this.last = last;
    this.commitFile = commitFile;
    this.journal = journal;
    this.checksum = new RecordChecksum(last);
    this.compactedSize = store.getFileStore().size();
  }

  /**
   * Opens the file in a directory, and creates both if necessary.
   *
   * @throws DamagedFileException if the file is damaged. It is not changed then.
   * @throws StartupException if it cannot be used for another reason
   */
  static StateFile open(Path directory, Durability durability) {
    return open(directory, Forcing.of(durability));
  }

  /** Opens the file like {@link #open(Path, Durability)}. */
  static StateFile open(Path directory, Forcing forcing) {
    return open(directory, forcing, Long.MAX_VALUE);
  }

  /**
   * Opens the file again after a failure, without a commit that could not be completed.
   *
   * @throws MVStoreException if the directory cannot be written
   */
  StateFile reopen() {
    abandon();
    StateFile file = open(path.getParent(), forcing, last.number());
    try {
      // Both may have the commit that was not completed.
      file.journal.truncate();
      file.commitFile.write(last, force -> {});
      return file;
    } catch (IOException e) {
      file.abandon();
      throw writingFailed(e);
    }
  }

  /**
   * Opens the file.
   *
   * @param limit the last commit that counts, as a number
   */
  private static StateFile open(Path directory, Forcing forcing, long limit) {
    Path path = directory.resolve(NAME);
    MVStore store;
    try {
      createForOwner(directory, path);
      requireAccess(path);
      store =
          new MVStore.Builder()
              .fileName(path.toString())
              .pageSplitSize(PAGE_BYTES)
              .compress()
              // An automatic commit could write an incomplete change.
              .autoCommitDisabled()
              .open();
    } catch (IOException e) {
      throw new StartupException(
          directory + " cannot be used as a data directory: " + StartupException.causeOf(e), e);
    } catch (StartupException e) {
      throw e;
    } catch (MVStoreException e) {
      throw failure(path, e);
    } catch (RuntimeException e) {
      // A damaged page can cause any exception in the library.
      throw new DamagedFileException(path, "is damaged or not a simulator's file", e);
    }
    List<Runnable> opened = new ArrayList<>(List.of(store::closeImmediately));
    boolean usable = false;
    try {
      CommitFile commitFile = CommitFile.open(directory.resolve(CommitFile.NAME));
      opened.add(commitFile::close);
      boolean isEmpty = store.getMapNames().isEmpty();
      String commit = openMap(store, COMMIT).get(COMMIT);
      Commit last = commit == null ? Commit.NONE : Commit.parse(commit);
      Journal journal = Journal.open(directory.resolve(Journal.NAME), last.number(), limit);
      opened.add(journal::close);
      StateFile file = new StateFile(store, path, forcing, last, commitFile, journal);
      journal.read(last.number(), file::apply);
      file.checkVersion(isEmpty && file.last.number() == 0);
      // Old pages can be overwritten at once: only the last commit is ever needed.
      store.setRetentionTime(0);
      usable = true;
      return file;
    } catch (IOException e) {
      throw new StartupException(
          directory + " cannot be used as a data directory: " + StartupException.causeOf(e), e);
    } catch (StartupException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new DamagedFileException(path, "is damaged or not a simulator's file", e);
    } finally {
      if (!usable) {
        opened.forEach(Runnable::run);
      }
    }
  }

  /** Makes a change that the journal has. */
  private void apply(String map, String key, String json) {
    if (map.equals(COMMIT)) {
      last = Commit.parse(json);
    } else {
      map(map).apply(key, json);
    }
  }

  /**
   * Checks that the file has the last commit that was made. Call it before the records are read.
   *
   * @throws DamagedFileException if it has not
   */
  void requireLastCommit() {
    Optional<Commit> made;
    try {
      made = CommitFile.read(path.resolveSibling(CommitFile.NAME));
    } catch (IOException | MalformedStateException e) {
      throw damaged("cannot be checked, as " + CommitFile.NAME + " is damaged", e);
    }
    if (made.isEmpty() && last.number() > 0) {
      throw damaged("cannot be checked, as " + CommitFile.NAME + " is missing", null);
    }
    Commit expected = made.orElse(Commit.NONE);
    long missing = expected.number() - last.number();
    if (missing > 0) {
      throw damaged(
          "is damaged: the last %d changes, made from %s to %s, are missing; it has %d of %d records"
              .formatted(
                  missing,
                  last.at().truncatedTo(ChronoUnit.SECONDS),
                  expected.at().truncatedTo(ChronoUnit.SECONDS),
                  last.records(),
                  expected.records()),
          null);
    }
    if (journal.hasGap()) {
      throw damaged("is older than " + Journal.NAME, null);
    }
  }

  /**
   * Checks that the records are those of the last commit.
   *
   * @param found the checksum of all records but the clock and the namespaces, which are added
   * @throws DamagedFileException if they are not
   */
  void requireRecords(RecordChecksum found) {
    for (String name : List.of(METADATA, NAMESPACES)) {
      map(name).entries().forEach(each -> found.add(name, each.getKey(), each.getValue()));
    }
    if (!last.describes(found)) {
      throw damaged(
          "is damaged: it has %d of %d records, and not all are as they were written"
              .formatted(found.records(), last.records()),
          null);
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
    for (Path file :
        List.of(path, path.resolveSibling(CommitFile.NAME), path.resolveSibling(Journal.NAME))) {
      if (Files.notExists(file)) {
        Files.createFile(file, permissions("rw-------"));
      }
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

  private void checkVersion(boolean isNew) {
    String version = isNew ? String.valueOf(FORMAT) : String.valueOf(map(METADATA).get(VERSION));
    if (!version.equals(String.valueOf(FORMAT))) {
      throw new StartupException(
          "%s has format version %s; this simulator supports version %d"
              .formatted(path, version, FORMAT));
    }
  }

  private static RuntimeException failure(Path path, MVStoreException e) {
    return switch (e.getErrorCode()) {
      case DataUtils.ERROR_FILE_LOCKED ->
          new StartupException(
              path + " is in use by another simulator; stop it or choose another directory", e);
      case DataUtils.ERROR_UNSUPPORTED_FORMAT ->
          new StartupException(
              path
                  + " was written by a newer version; use that version or choose another directory",
              e);
      default -> new DamagedFileException(path, "is damaged or not a simulator's file", e);
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

  /** Returns the map with this name, one of {@link #MAPS}. */
  StateMap map(String name) {
    return maps.computeIfAbsent(name, n -> new StateMap(n, openMap(store, n), checksum, journal));
  }

  static MVMap<String, String> openMap(MVStore store, String name) {
    // The default type would also deserialise Java objects.
    return store.openMap(name, new MVMap.Builder<String, String>().keyType(TEXT).valueType(TEXT));
  }

  /**
   * Writes all changes since the last commit.
   *
   * @throws MVStoreException if they cannot be written; then {@link #reopen} the file
   */
  void commit() {
    if (!journal.hasChanges()) {
      return;
    }
    if (last.number() == 0) {
      map(METADATA).put(VERSION, String.valueOf(FORMAT));
    }
    Commit next = last.next(checksum);
    journal.add(COMMIT, COMMIT, next.text());
    try {
      journal.commit(next.number(), forcing);
      commitFile.write(next, forcing);
    } catch (IOException e) {
      throw writingFailed(e);
    }
    last = next;
  }

  /**
   * Writes the commits in the journal to the file itself, if it is time.
   *
   * @throws MVStoreException if they cannot be written
   */
  void checkpointIfDue() {
    if (journal.size() >= MAX_JOURNAL_BYTES) {
      checkpoint();
    }
  }

  private void checkpoint() {
    openMap(store, COMMIT).put(COMMIT, last.text());
    store.commit();
    try {
      forcing.force(store::sync);
      journal.clear();
    } catch (IOException e) {
      throw writingFailed(e);
    }
    if (store.getFileStore().size() - compactedSize >= MAX_COMPACTION_BYTES) {
      store.compact(MIN_FILL_PERCENT, MAX_COMPACTION_BYTES);
      compactedSize = store.getFileStore().size();
    }
  }

  private MVStoreException writingFailed(IOException e) {
    return DataUtils.newMVStoreException(DataUtils.ERROR_WRITING_FAILED, "{0}", path, e);
  }

  /**
   * Writes and deletes some data, to find out whether the disk has room again.
   *
   * @throws MVStoreException if it has not
   */
  void probe() {
    byte[] random = new byte[PROBE_BYTES];
    new SecureRandom().nextBytes(random);
    try {
      journal.probe(random);
    } catch (IOException e) {
      throw writingFailed(e);
    }
  }

  /** Returns an exception for the user, whose message starts with the path. */
  DamagedFileException damaged(String damage, @Nullable Throwable cause) {
    return new DamagedFileException(path, damage, cause);
  }

  boolean isClosed() {
    return store.isClosed();
  }

  /** Returns the cause of a failure to write, in words for the user. */
  static String causeOf(Throwable e) {
    if (!(e instanceof MVStoreException)) {
      return "an internal error: " + e;
    }
    return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
        .filter(IOException.class::isInstance)
        .findFirst()
        .map(cause -> StartupException.causeOf((IOException) cause))
        .orElse("an input or output error");
  }

  /** Closes the file without writing uncommitted changes. */
  void abandon() {
    store.closeImmediately();
    commitFile.close();
    journal.close();
  }

  /**
   * Closes the file, all of whose changes must be committed.
   *
   * @throws MVStoreException if it cannot be written; they are in the journal
   */
  void close() {
    if (journal.size() > 0) {
      checkpoint();
    }
    store.close();
    commitFile.close();
    journal.close();
  }
}
