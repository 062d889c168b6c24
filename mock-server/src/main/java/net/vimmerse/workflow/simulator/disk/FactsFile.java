package net.vimmerse.workflow.simulator.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.vimmerse.workflow.simulator.CannotStartException;
import net.vimmerse.workflow.simulator.facts.FactsJson;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;

/**
 * The file in which everything is: maps from texts to JSON. Used by one thread.
 *
 * <p>Nothing is written until {@link #commit}, and then all or nothing. A process that is killed
 * leaves what it committed last. Whether that also holds when the machine loses its power depends
 * on the machine: commits are not forced to the platter, which would cost milliseconds each.
 */
final class FactsFile {

  private static final String NAME = "simulator.facts";
  private static final String DAMAGED = "is damaged, or no simulator's. It was left as it is.";
  private static final String VERSION = "version";

  /** Small, because each commit rewrites the pages that it touches. */
  private static final int PAGE_BYTES = 4_096;

  private static final int COMMITS_PER_COMPACTION = 512;
  private static final int COMPACTED_BYTES = 4 << 20;
  private static final int LEAST_FILL_PERCENT = 50;

  private final MVStore store;
  private int commits;

  private FactsFile(MVStore store) {
    this.store = store;
  }

  /**
   * Opens the file in a directory; makes both if need be.
   *
   * @throws CannotStartException if it cannot be used. The file is then as it was.
   */
  static FactsFile open(Path directory) {
    Path path = directory.resolve(NAME);
    MVStore store;
    try {
      Files.createDirectories(directory);
      store =
          new MVStore.Builder()
              .fileName(path.toString())
              .pageSplitSize(PAGE_BYTES)
              // A commit of its own could keep half of what belongs together.
              .autoCommitDisabled()
              .open();
    } catch (IOException e) {
      throw new CannotStartException(directory + " cannot be used as a data directory: " + e, e);
    } catch (MVStoreException e) {
      throw new CannotStartException(path + " " + reason(e), e);
    } catch (RuntimeException e) {
      // Whatever a damaged page makes of the library that reads it.
      throw new CannotStartException(path + " " + DAMAGED, e);
    }
    FactsFile file = new FactsFile(store);
    try {
      file.checkVersion(path);
      // Old pages may be written over at once: a killed process needs none but the latest.
      store.setRetentionTime(0);
      return file;
    } catch (CannotStartException e) {
      file.abandon();
      throw e;
    } catch (RuntimeException e) {
      file.abandon();
      throw new CannotStartException(path + " " + DAMAGED, e);
    }
  }

  private void checkVersion(Path path) {
    boolean isNew = store.getMapNames().isEmpty();
    String version =
        isNew ? String.valueOf(FactsJson.VERSION) : String.valueOf(map("about").get(VERSION));
    if (!version.equals(String.valueOf(FactsJson.VERSION))) {
      throw new CannotStartException(
          "%s was written in version %s of its format; this simulator knows version %d"
              .formatted(path, version, FactsJson.VERSION));
    }
    map("about").put(VERSION, version);
  }

  private static String reason(MVStoreException e) {
    return switch (e.getErrorCode()) {
      case org.h2.mvstore.DataUtils.ERROR_FILE_LOCKED ->
          "is in use by another simulator. Stop that one, or choose another directory.";
      case org.h2.mvstore.DataUtils.ERROR_UNSUPPORTED_FORMAT ->
          "was written by a newer version. Use that one, or choose another directory.";
      default -> DAMAGED;
    };
  }

  /** The map with this name. */
  MVMap<String, String> map(String name) {
    // Texts only: the default type would also bring serialised objects to life.
    return store.openMap(
        name,
        new MVMap.Builder<String, String>()
            .keyType(StringDataType.INSTANCE)
            .valueType(StringDataType.INSTANCE));
  }

  /** Makes what was put and removed last. */
  void commit() {
    if (!store.hasUnsavedChanges()) {
      return;
    }
    store.commit();
    commits++;
    if (commits % COMMITS_PER_COMPACTION == 0) {
      store.compact(LEAST_FILL_PERCENT, COMPACTED_BYTES);
    }
  }

  /** Closes the file; what was not committed is gone. */
  void abandon() {
    store.closeImmediately();
  }

  /** Closes the file tidily. */
  void close() {
    store.close();
  }
}
