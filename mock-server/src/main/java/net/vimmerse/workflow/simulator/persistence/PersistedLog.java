package net.vimmerse.workflow.simulator.persistence;

import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.LongStream;
import net.vimmerse.workflow.simulator.snapshot.StateJson;

/**
 * Persists a list whose elements have increasing numbers, and writes only the changes. Used by one
 * thread.
 */
final class PersistedLog<T> {

  /** Of the greatest number, so that keys are in the order of their numbers. */
  private static final int DIGITS = 19;

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

  /**
   * Writes the difference to the persisted elements of a log whose elements never change, and are
   * numbered consecutively.
   *
   * @param first the number of the first element
   */
  void writeConsecutive(List<T> elements, long first) {
    long end = first + elements.size();
    long persistedFirst = persisted.isEmpty() ? first : persistedNumber.applyAsLong(0);
    long persistedEnd = persistedFirst + persisted.size();
    LongStream.concat(
            LongStream.range(persistedFirst, Math.min(persistedEnd, first)),
            LongStream.range(Math.max(persistedFirst, end), persistedEnd))
        .forEach(number -> map.remove(key(number)));
    LongStream.concat(
            LongStream.range(first, Math.min(end, persistedFirst)),
            LongStream.range(Math.max(first, persistedEnd), end))
        .forEach(
            number -> map.put(key(number), StateJson.toJson(elements.get((int) (number - first)))));
    initialize(elements, index -> first + index);
  }

  private String key(long number) {
    String digits = Long.toString(number);
    return name + '/' + "0".repeat(DIGITS - digits.length()) + digits;
  }
}
