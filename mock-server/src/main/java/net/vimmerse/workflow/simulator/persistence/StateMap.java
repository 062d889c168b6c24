package net.vimmerse.workflow.simulator.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.simulator.snapshot.MalformedStateException;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * One map of the state file, from strings to JSON. Each change changes the checksum of the file.
 * Used by one thread.
 */
final class StateMap {

  /** The number of records that are parsed at the same time. */
  private static final int BATCH = 4_096;

  private final String name;
  private final MVMap<String, String> map;
  private final RecordChecksum checksum;

  StateMap(String name, MVMap<String, String> map, RecordChecksum checksum) {
    this.name = name;
    this.map = map;
    this.checksum = checksum;
  }

  @Nullable String get(String key) {
    return map.get(key);
  }

  void put(String key, String json) {
    String previous = map.put(key, json);
    if (previous != null) {
      checksum.subtract(name, key, previous);
    }
    checksum.add(name, key, json);
  }

  void remove(String key) {
    String previous = map.remove(key);
    if (previous != null) {
      checksum.subtract(name, key, previous);
    }
  }

  Set<String> keys() {
    return map.keySet();
  }

  /** Returns all records, in the order of their keys. */
  Set<Map.Entry<String, String>> entries() {
    return map.entrySet();
  }

  /**
   * Parses all records, in the order of their keys, and adds them to a checksum.
   *
   * @throws MalformedStateException if one is malformed; the message names its key
   */
  <T> List<T> parse(Class<T> type, RecordChecksum found) {
    List<T> parsed = new ArrayList<>();
    List<Map.Entry<String, String>> batch = new ArrayList<>();
    for (Map.Entry<String, String> each : map.entrySet()) {
      found.add(name, each.getKey(), each.getValue());
      batch.add(each);
      if (batch.size() == BATCH) {
        parsed.addAll(parse(type, batch));
        batch.clear();
      }
    }
    parsed.addAll(parse(type, batch));
    return parsed;
  }

  /** Parses on all cores, which takes most of the time of a start. */
  private static <T> List<T> parse(Class<T> type, List<Map.Entry<String, String>> batch) {
    return batch.parallelStream()
        .map(each -> StateFile.parse(type, each.getKey(), each.getValue()))
        .toList();
  }

  /** Returns a cursor over the records whose keys start with {@code prefix} and a slash. */
  Cursor<String, String> under(String prefix) {
    // The successor of the slash sorts after every such key.
    return map.cursor(prefix + "/", prefix + (char) ('/' + 1), false);
  }
}
