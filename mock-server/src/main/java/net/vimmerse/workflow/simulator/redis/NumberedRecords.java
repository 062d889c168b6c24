package net.vimmerse.workflow.simulator.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import net.vimmerse.workflow.simulator.snapshot.StateJson;

/** A list whose elements have increasing numbers, each a field in Redis. Not thread-safe. */
final class NumberedRecords<T> {

  private final String prefix;
  private final Class<T> type;
  private List<Numbered<T>> records = new ArrayList<>();

  /** Creates an empty list whose fields start with {@code prefix}. */
  NumberedRecords(String prefix, Class<T> type) {
    this.prefix = prefix;
    this.type = type;
  }

  void clear() {
    records.clear();
  }

  List<T> values() {
    return records.stream().map(Numbered::value).toList();
  }

  /** Applies the changes of these fields that were made elsewhere; an empty value removes one. */
  void accept(Map<String, Optional<String>> fields) {
    TreeMap<Long, Optional<T>> changed = new TreeMap<>();
    fields.forEach(
        (field, json) -> {
          if (field.startsWith(prefix)) {
            changed.put(
                Long.parseLong(field.substring(prefix.length())),
                json.map(text -> StateJson.read(type, text)));
          }
        });
    if (changed.isEmpty()) {
      return;
    }
    List<Numbered<T>> merged = new ArrayList<>(records.size() + changed.size());
    for (Numbered<T> known : records) {
      while (!changed.isEmpty() && changed.firstKey() < known.number) {
        add(merged, changed.pollFirstEntry());
      }
      if (!changed.isEmpty() && changed.firstKey() == known.number) {
        add(merged, changed.pollFirstEntry());
      } else {
        merged.add(known);
      }
    }
    changed.entrySet().forEach(entry -> add(merged, entry));
    records = merged;
  }

  private static <T> void add(List<Numbered<T>> list, Map.Entry<Long, Optional<T>> entry) {
    entry.getValue().ifPresent(value -> list.add(new Numbered<>(entry.getKey(), value)));
  }

  /**
   * Compares elements with these, which are replaced when the changes are committed.
   *
   * @param number returns the number of the element at an index
   * @param changes receives the difference
   */
  void compare(List<T> elements, IntToLongFunction number, FieldChanges changes) {
    List<Numbered<T>> replaced = new ArrayList<>(elements.size());
    int before = 0;
    int after = 0;
    while (before < records.size() || after < elements.size()) {
      long old = before < records.size() ? records.get(before).number : Long.MAX_VALUE;
      long now = after < elements.size() ? number.applyAsLong(after) : Long.MAX_VALUE;
      if (old < now) {
        changes.remove(prefix + old);
      } else if (now < old || !records.get(before).value.equals(elements.get(after))) {
        changes.put(prefix + now, StateJson.toJson(elements.get(after)));
      }
      before += old <= now ? 1 : 0;
      if (now <= old) {
        replaced.add(new Numbered<>(now, elements.get(after)));
        after++;
      }
    }
    changes.onCommit(() -> records = replaced);
  }

  private record Numbered<T>(long number, T value) {}
}
