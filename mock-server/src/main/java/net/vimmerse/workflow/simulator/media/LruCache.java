package net.vimmerse.workflow.simulator.media;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Caches the most recently used values. Thread-safe.
 *
 * <p>Computes different values concurrently, but each value only once: other callers wait for it.
 */
final class LruCache<K, V> {

  private final int capacity;
  private final Function<K, V> loader;
  private final Map<K, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Creates a cache.
   *
   * @param capacity the maximum number of values; 0 for none
   * @param loader computes a value, never null, on the thread of the first caller
   */
  LruCache(int capacity, Function<K, V> loader) {
    if (capacity < 0) {
      throw new IllegalArgumentException("capacity < 0: " + capacity);
    }
    this.capacity = capacity;
    this.loader = loader;
  }

  /**
   * Returns the value for a key, computed if necessary. Exceptions of the loader are not cached.
   */
  V get(K key) {
    return entry(key).get();
  }

  /** Tests whether {@link #get} would neither compute the value nor wait for it. */
  boolean isComputed(K key) {
    Entry known;
    synchronized (this) {
      known = entries.get(key);
    }
    return known != null && known.value != null;
  }

  private synchronized Entry entry(K key) {
    Entry entry = entries.computeIfAbsent(key, Entry::new);
    if (entries.size() > capacity) {
      entries.remove(entries.keySet().iterator().next());
    }
    return entry;
  }

  private final class Entry {
    private final K key;
    private volatile @Nullable V value;

    Entry(K key) {
      this.key = key;
    }

    synchronized V get() {
      V known = value;
      if (known == null) {
        known = loader.apply(key);
        value = known;
      }
      return known;
    }
  }
}
