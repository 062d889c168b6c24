package net.vimmerse.workflow.simulator.disk;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import net.vimmerse.workflow.simulator.facts.FactsJson;
import org.h2.mvstore.MVMap;

/**
 * What is kept of a list whose members have rising numbers, as logs have: only what differs from
 * last time is written. Used by one thread.
 */
final class NumberedList<T> {

  private final MVMap<String, String> map;
  private final String prefix;
  private List<T> kept = List.of();
  private IntToLongFunction keptNumber = index -> 0;

  /** A list whose keys begin with a name. */
  NumberedList(MVMap<String, String> map, String name) {
    this.map = map;
    this.prefix = name + "/";
  }

  /** Reads what was kept, in order. */
  SortedMap<Long, T> read(Class<T> type) {
    SortedMap<Long, T> members = new TreeMap<>();
    // The slash's successor: no key of this list is behind it.
    String end = prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1);
    for (var keys = map.keyIterator(prefix); keys.hasNext(); ) {
      String key = keys.next();
      if (key.compareTo(end) >= 0) {
        break;
      }
      members.put(
          Long.parseLong(key.substring(prefix.length())), Records.read(type, key, map.get(key)));
    }
    return members;
  }

  /** What is kept, as known from reading it. */
  void knows(List<T> members, IntToLongFunction number) {
    kept = members;
    keptNumber = number;
  }

  /**
   * Makes the list this.
   *
   * @param number of the member at an index
   */
  void write(List<T> members, IntToLongFunction number) {
    int before = 0;
    int after = 0;
    while (before < kept.size() || after < members.size()) {
      long old = before < kept.size() ? keptNumber.applyAsLong(before) : Long.MAX_VALUE;
      long now = after < members.size() ? number.applyAsLong(after) : Long.MAX_VALUE;
      if (old < now) {
        map.remove(key(old));
      } else if (now < old || !kept.get(before).equals(members.get(after))) {
        map.put(key(now), FactsJson.text(members.get(after)));
      }
      before += old <= now ? 1 : 0;
      after += now <= old ? 1 : 0;
    }
    knows(members, number);
  }

  private String key(long number) {
    return prefix + String.format(Locale.ROOT, "%019d", number);
  }
}
