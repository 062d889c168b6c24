package net.vimmerse.workflow.simulator.media;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Caches the most recently used values. Thread-safe.
 *
 * <p>Computes values outside the lock, so that different values are computed concurrently, but each
 * value only once: other callers wait for it.
 */
final class LruCache<K, V> {
  private final int capacity;
  private final Function<? super K, ? extends V> loader;
  private final Map<K, FutureTask<V>> tasks = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Creates a cache.
   *
   * @param capacity the maximum number of values; 0 for none
   * @param loader computes a value, on the thread of the first caller, without any lock held
   */
  LruCache(int capacity, Function<? super K, ? extends V> loader) {
    if (capacity < 0) {
      throw new IllegalArgumentException("capacity < 0: " + capacity);
    }
    this.capacity = capacity;
    this.loader = loader;
  }

  /**
   * Returns the value for a key, computed if necessary. An exception of the loader is thrown to all
   * waiting callers and is not cached.
   */
  V get(K key) {
    FutureTask<V> task = task(key);
    task.run();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      forget(key, task);
      throw rethrown(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  synchronized int size() {
    return tasks.size();
  }

  private synchronized FutureTask<V> task(K key) {
    FutureTask<V> task = tasks.get(key);
    if (task == null) {
      task = new FutureTask<>(() -> loader.apply(key));
      tasks.put(key, task);
      if (tasks.size() > capacity) {
        tasks.remove(tasks.keySet().iterator().next());
      }
    }
    return task;
  }

  private synchronized void forget(K key, FutureTask<V> task) {
    tasks.remove(key, task);
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception ? exception : new CompletionException(cause);
  }
}
