package net.vimmerse.workflow.simulator.persistence;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import net.vimmerse.workflow.simulator.snapshot.StateJson;
import org.h2.mvstore.MVMap;

/**
 * Persists a list whose elements have increasing numbers, and writes only the changes. Used by one
 * thread.
 */
final class PersistedLog<T> {

  private final MVMap<String, String> map;
  private final String prefix;
  private List<T> persisted = List.of();
  private IntToLongFunction persistedNumber = index -> 0;

  /** Creates a log whose keys start with {@code name}. */
  PersistedLog(MVMap<String, String> map, String name) {
    this.map = map;
    this.prefix = name + "/";
  }

  /** Reads the persisted elements by number. */
  SortedMap<Long, T> read(Class<T> type) {
    SortedMap<Long, T> elements = new TreeMap<>();
    // The successor of the slash sorts after every key of this log.
    String end = prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1);
    for (var keys = map.keyIterator(prefix); keys.hasNext(); ) {
      String key = keys.next();
      if (key.compareTo(end) >= 0) {
        break;
      }
      elements.put(
          Long.parseLong(key.substring(prefix.length())), StateFile.parse(type, key, map.get(key)));
    }
    return elements;
  }

  /** Sets the elements that are persisted already. */
  void initialize(List<T> elements, IntToLongFunction number) {
    persisted = elements;
    persistedNumber = number;
  }

  /**
   * Writes the difference to the persisted elements.
   *
   * @param number returns the number of the element at an index
   */
  void write(List<T> elements, IntToLongFunction number) {
    int before = 0;
    int after = 0;
    while (before < persisted.size() || after < elements.size()) {
      long old = before < persisted.size() ? persistedNumber.applyAsLong(before) : Long.MAX_VALUE;
      long now = after < elements.size() ? number.applyAsLong(after) : Long.MAX_VALUE;
      if (old < now) {
        map.remove(key(old));
      } else if (now < old || !persisted.get(before).equals(elements.get(after))) {
        map.put(key(now), StateJson.toJson(elements.get(after)));
      }
      before += old <= now ? 1 : 0;
      after += now <= old ? 1 : 0;
    }
    initialize(elements, number);
  }

  private String key(long number) {
    return prefix + String.format(Locale.ROOT, "%019d", number);
  }
}
