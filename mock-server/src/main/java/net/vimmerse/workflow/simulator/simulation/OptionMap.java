package net.vimmerse.workflow.simulator.simulation;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A small immutable map that keeps its order and takes little memory. Values can be null.
 * Thread-safe.
 */
final class OptionMap extends AbstractMap<String, @Nullable Object> {

  /** Each key, followed by its value. */
  private final List<@Nullable Object> entries;

  private OptionMap(List<@Nullable Object> entries) {
    this.entries = entries;
  }

  /** Returns a map with the same entries in the same order; the same one if it is immutable. */
  static OptionMap copyOf(Map<String, ? extends @Nullable Object> map) {
    if (map instanceof OptionMap options) {
      return options;
    }
    List<@Nullable Object> entries = new ArrayList<>(2 * map.size());
    map.forEach(
        (key, value) -> {
          entries.add(key);
          entries.add(value);
        });
    return new OptionMap(Collections.unmodifiableList(entries));
  }

  /** Returns an equal map that shares its entries with others. */
  OptionMap sharing(SharedValues values) {
    return new OptionMap(values.shared(entries));
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
        return IntStream.range(0, size())
            .<Map.Entry<String, @Nullable Object>>mapToObj(
                index ->
                    new SimpleImmutableEntry<>(
                        (String) entries.get(2 * index), entries.get(2 * index + 1)))
            .iterator();
      }

      @Override
      public int size() {
        return entries.size() / 2;
      }
    };
  }
}
