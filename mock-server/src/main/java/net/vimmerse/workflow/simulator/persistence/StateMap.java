package net.vimmerse.workflow.simulator.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import net.vimmerse.workflow.simulator.snapshot.MalformedStateException;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * One map of the state file, from strings to JSON. Each change changes the checksum of the file.
 * Used by one thread.
 */
final class StateMap {

  /** The number of records that a core parses at a time. */
  private static final int BATCH = 1_024;

  private final String name;
  private final MVMap<String, String> map;
  private final RecordChecksum checksum;

  /** The values of changed keys before the first change since the last commit. */
  private final Map<String, Optional<String>> before = new HashMap<>();

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
    before.putIfAbsent(key, Optional.ofNullable(previous));
    if (previous != null) {
      checksum.subtract(name, key, previous);
    }
    checksum.add(name, key, json);
  }

  void remove(String key) {
    String previous = map.remove(key);
    before.putIfAbsent(key, Optional.ofNullable(previous));
    if (previous != null) {
      checksum.subtract(name, key, previous);
    }
  }

  /** Forgets what was before, as a commit has succeeded. */
  void committed() {
    before.clear();
  }

  /** Takes back the changes of another instance since its last commit. */
  void takeBack(StateMap failed) {
    failed.before.forEach(
        (key, value) -> value.ifPresentOrElse(json -> put(key, json), () -> remove(key)));
  }

  Set<String> keys() {
    return map.keySet();
  }

  /** Returns all records, in the order of their keys. */
  Set<Map.Entry<String, String>> entries() {
    return map.entrySet();
  }

  /**
   * Parses all records on all cores, and adds them to a checksum.
   *
   * @return the values by the part of their keys before the slash, in the order of their keys
   * @throws MalformedStateException if one is malformed; the message names its key
   */
  <T> Map<String, List<T>> parse(Class<T> type, RecordChecksum found) {
    Map<String, List<T>> parsed = new HashMap<>();
    long batches = (map.sizeAsLong() + BATCH - 1) / BATCH;
    LongStream.range(0, batches)
        .parallel()
        .mapToObj(batch -> parseBatch(type, map.getKey(batch * BATCH)))
        .forEachOrdered(
            batch -> {
              found.add(batch.checksum);
              batch.values.forEach(
                  (owner, values) ->
                      parsed.merge(
                          owner,
                          values,
                          (before, more) -> {
                            before.addAll(more);
                            return before;
                          }));
            });
    return parsed;
  }

  private <T> Batch<T> parseBatch(Class<T> type, String first) {
    RecordChecksum sum = new RecordChecksum(Commit.NONE);
    Map<String, List<T>> values = new HashMap<>();
    Cursor<String, String> records = map.cursor(first);
    for (int i = 0; i < BATCH && records.hasNext(); i++) {
      String key = records.next();
      sum.add(name, key, records.getValue());
      values
          .computeIfAbsent(key.substring(0, key.indexOf('/')), owner -> new ArrayList<>())
          .add(StateFile.parse(type, key, records.getValue()));
    }
    return new Batch<>(sum, values);
  }

  /**
   * Parses the records whose keys start with {@code owner} and a slash, in the order of their keys.
   *
   * @throws MalformedStateException if one is malformed; the message names its key
   */
  <T> List<T> parse(Class<T> type, String owner) {
    List<T> parsed = new ArrayList<>();
    // The successor of the slash sorts after every such key.
    Cursor<String, String> records = map.cursor(owner + "/", owner + (char) ('/' + 1), false);
    while (records.hasNext()) {
      String key = records.next();
      parsed.add(StateFile.parse(type, key, records.getValue()));
    }
    return parsed;
  }

  private record Batch<T>(RecordChecksum checksum, Map<String, List<T>> values) {}
}
