package net.vimmerse.workflow.simulator.persistence;

import java.util.List;
import java.util.Locale;
import java.util.function.IntToLongFunction;
import net.vimmerse.workflow.simulator.snapshot.StateJson;

/**
 * Persists a list whose elements have increasing numbers, and writes only the changes. Used by one
 * thread.
 */
final class PersistedLog<T> {

  private final StateMap map;
  private final String name;
  private List<T> persisted = List.of();
  private IntToLongFunction persistedNumber = index -> 0;

  /** Creates a log whose keys start with {@code name}. */
  PersistedLog(StateMap map, String name) {
    this.map = map;
    this.name = name;
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
    return String.format(Locale.ROOT, "%s/%019d", name, number);
  }
}
