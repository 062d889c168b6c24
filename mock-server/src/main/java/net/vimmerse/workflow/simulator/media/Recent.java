package net.vimmerse.workflow.simulator.media;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Remembers the values that were asked for most recently. Thread-safe.
 *
 * <p>A value is made outside the lock, so that different ones are made side by side, but once only:
 * whoever asks for a value that is being made waits for it.
 */
final class Recent<K, V> {
  private final int capacity;
  private final Function<? super K, ? extends V> maker;
  private final Map<K, FutureTask<V>> tasks = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param capacity how many values are remembered; 0 for none
   * @param maker called without any lock held, by whichever thread asked first
   */
  Recent(int capacity, Function<? super K, ? extends V> maker) {
    if (capacity < 0) {
      throw new IllegalArgumentException("capacity < 0: " + capacity);
    }
    this.capacity = capacity;
    this.maker = maker;
  }

  /**
   * The value for a key, made if need be. What the maker throws is thrown to everyone who waited,
   * and is not remembered.
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
      task = new FutureTask<>(() -> maker.apply(key));
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
