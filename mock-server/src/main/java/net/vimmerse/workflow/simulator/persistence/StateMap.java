package net.vimmerse.workflow.simulator.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import net.vimmerse.workflow.simulator.snapshot.MalformedStateException;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * One map of the state file, from strings to JSON. Each change is added to the journal, and changes
 * the checksum of the file. Used by one thread.
 */
final class StateMap {

  /** The number of records that a core parses at a time. */
  private static final int BATCH = 1_024;

  private final String name;
  private final MVMap<String, String> map;
  private final RecordChecksum checksum;
  private final Journal journal;

  StateMap(String name, MVMap<String, String> map, RecordChecksum checksum, Journal journal) {
    this.name = name;
    this.map = map;
    this.checksum = checksum;
    this.journal = journal;
  }

  @Nullable String get(String key) {
    return map.get(key);
  }

  void put(String key, String json) {
    journal.add(name, key, json);
    apply(key, json);
  }

  void remove(String key) {
    put(key, "");
  }

  /** Makes a change that is in the journal; removes the record if {@code json} is empty. */
  void apply(String key, String json) {
    String previous = json.isEmpty() ? map.remove(key) : map.put(key, json);
    if (previous != null) {
      checksum.subtract(name, key, previous);
    }
    if (!json.isEmpty()) {
      checksum.add(name, key, json);
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
