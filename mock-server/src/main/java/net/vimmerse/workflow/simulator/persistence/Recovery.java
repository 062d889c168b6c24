package net.vimmerse.workflow.simulator.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import net.vimmerse.workflow.simulator.credits.CreditLedger;
import net.vimmerse.workflow.simulator.namespace.NamespaceState;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.snapshot.MalformedStateException;
import net.vimmerse.workflow.simulator.store.Durability;
import net.vimmerse.workflow.simulator.store.StartupException;
import net.vimmerse.workflow.simulator.webhook.DeliveryRecord;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** Copies what is readable of a damaged state file into a new one. */
final class Recovery {

  private static final Map<String, Class<?>> TYPES =
      Map.of(
          StateFile.METADATA,
          VirtualClock.State.class,
          StateFile.NAMESPACES,
          NamespaceState.class,
          StateFile.WORKFLOWS,
          Workflow.class,
          StateFile.CREDITS,
          CreditLedger.Entry.class,
          StateFile.REFUNDS,
          CreditLedger.Refund.class,
          StateFile.DELIVERIES,
          DeliveryRecord.class);

  private static final List<String> FILES = List.of(StateFile.NAME, Journal.NAME, CommitFile.NAME);

  private static final String JOURNAL_SUFFIX = ".journal";

  private Recovery() {}

  /**
   * Replaces the state file in a directory by one with its readable records. Keeps the damaged file
   * under another name.
   *
   * @return what was done, in words for the user
   * @throws StartupException if nothing is readable, or the directory cannot be written
   */
  static String recover(Path directory, Durability durability) {
    Path path = directory.resolve(StateFile.NAME);
    Path copy = directory.resolve("recovery");
    try {
      delete(copy);
      try {
        return replace(directory, copy, copy(path, copy, durability));
      } finally {
        delete(copy);
      }
    } catch (IOException e) {
      throw new StartupException(
          path + " cannot be recovered: " + StartupException.causeOf(e) + "; it was not changed",
          e);
    }
  }

  private static String replace(Path directory, Path copy, long records) throws IOException {
    Path damaged = unused(directory);
    Files.copy(directory.resolve(StateFile.NAME), damaged, StandardCopyOption.COPY_ATTRIBUTES);
    Path journal = directory.resolve(Journal.NAME);
    if (Files.exists(journal)) {
      Files.copy(journal, Path.of(damaged + JOURNAL_SUFFIX), StandardCopyOption.COPY_ATTRIBUTES);
    }
    for (String name : FILES) {
      Files.move(copy.resolve(name), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    return "recovered %d records; the damaged file is now %s".formatted(records, damaged);
  }

  private static long copy(Path from, Path to, Durability durability) throws IOException {
    try (MVStore old =
        new MVStore.Builder().fileName(from.toString()).readOnly().recoveryMode().open()) {
      StateFile file = StateFile.open(to, durability);
      try {
        Map<String, Map<String, String>> readable = new HashMap<>();
        StateFile.MAPS.forEach(name -> readable.put(name, readable(old, name)));
        Journal.readAll(
            from.resolveSibling(Journal.NAME),
            (map, key, json) -> change(readable, map, key, json));
        long records = 0;
        Set<String> namespaces = readable.get(StateFile.NAMESPACES).keySet();
        for (String name : StateFile.MAPS) {
          for (Map.Entry<String, String> each : readable.get(name).entrySet()) {
            String owner = each.getKey().replaceFirst("/.*", "");
            if (name.equals(StateFile.METADATA) || namespaces.contains(owner)) {
              file.map(name).put(each.getKey(), each.getValue());
              records++;
            }
          }
        }
        if (records == 0) {
          throw nothingReadable(from, null);
        }
        file.commit();
        return records;
      } finally {
        file.close();
      }
    } catch (StartupException e) {
      throw e;
    } catch (RuntimeException e) {
      throw nothingReadable(from, e);
    }
  }

  private static void change(
      Map<String, Map<String, String>> readable, String map, String key, String json) {
    if (!readable.containsKey(map)) {
      return;
    }
    if (json.isEmpty()) {
      readable.get(map).remove(key);
    } else if (isReadable(map, key, json)) {
      readable.get(map).put(key, json);
    }
  }

  private static StartupException nothingReadable(Path path, @Nullable Throwable cause) {
    return new StartupException(
        path + " cannot be recovered: nothing in it is readable; it was not changed", cause);
  }

  /** Returns the readable records of a map, from both of its ends as far as damage is found. */
  private static Map<String, String> readable(MVStore old, String name) {
    Map<String, String> readable = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (boolean reverse : new boolean[] {false, true}) {
      try {
        MVMap<String, String> map = StateFile.openMap(old, name);
        Cursor<String, String> records = map.cursor(null, null, reverse);
        while (records.hasNext()) {
          String key = records.next();
          if (seen.add(key) && isReadable(name, key, records.getValue())) {
            readable.put(key, records.getValue());
          }
        }
        break;
      } catch (RuntimeException e) {
        // A damaged page can cause any exception in the library.
      }
    }
    return readable;
  }

  private static boolean isReadable(String map, String key, String json) {
    if (map.equals(StateFile.METADATA) && !key.equals(FileStore.CLOCK)) {
      return false;
    }
    try {
      StateFile.parse(TYPES.get(map), key, json);
      return true;
    } catch (MalformedStateException e) {
      return false;
    }
  }

  private static Path unused(Path directory) {
    int number = 1;
    Path path = directory.resolve(StateFile.NAME + ".damaged");
    while (Files.exists(path)) {
      number++;
      path = directory.resolve(StateFile.NAME + ".damaged-" + number);
    }
    return path;
  }

  private static void delete(Path directory) throws IOException {
    for (String name : FILES) {
      Files.deleteIfExists(directory.resolve(name));
    }
    Files.deleteIfExists(directory);
  }
}
