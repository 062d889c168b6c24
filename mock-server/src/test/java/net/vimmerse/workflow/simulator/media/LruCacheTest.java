package net.vimmerse.workflow.simulator.media;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LruCacheTest {
  @Test
  void each_value_is_loaded_once() {
    AtomicInteger loads = new AtomicInteger();
    LruCache<String, Integer> cache = new LruCache<>(2, key -> loads.incrementAndGet());
    assertThat(cache.get("a")).isEqualTo(cache.get("a")).isEqualTo(1);
  }

  @Test
  void only_the_most_recently_used_values_are_cached() {
    List<Integer> loaded = new ArrayList<>();
    LruCache<Integer, Boolean> cache = new LruCache<>(64, loaded::add);
    for (int key = 0; key < 1_000; key++) {
      cache.get(key);
    }
    loaded.clear();

    for (int key = 999; key > 930; key--) {
      cache.get(key);
    }

    assertThat(loaded).containsExactly(935, 934, 933, 932, 931);
  }

  @Test
  void the_least_recently_used_value_is_evicted_first() {
    List<String> loads = new ArrayList<>();
    LruCache<String, Boolean> cache = new LruCache<>(2, loads::add);
    for (String key : List.of("a", "b", "a", "c", "a", "b")) {
      cache.get(key);
    }
    assertThat(loads).containsExactly("a", "b", "c", "b");
  }

  @Test
  void nothing_is_cached_with_capacity_zero() {
    AtomicInteger loads = new AtomicInteger();
    LruCache<String, Integer> cache = new LruCache<>(0, key -> loads.incrementAndGet());
    cache.get("a");
    assertThat(cache.get("a")).isEqualTo(2);
    assertThatThrownBy(() -> new LruCache<String, Integer>(-1, String::length))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void exceptions_are_thrown_and_not_cached() {
    AtomicInteger calls = new AtomicInteger();
    LruCache<String, String> cache =
        new LruCache<>(
            2,
            key -> {
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("first time");
              }
              return key;
            });
    assertThatThrownBy(() -> cache.get("a")).hasMessage("first time");
    assertThat(cache.get("a")).isEqualTo("a");
  }

  @Test
  void a_value_is_computed_once_the_first_call_for_it_has_returned() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    LruCache<String, Integer> cache =
        new LruCache<>(
            2,
            key -> {
              started.countDown();
              await(slow);
              return 1;
            });
    assertThat(cache.isComputed("a")).isFalse();
    Thread caller = new Thread(() -> cache.get("a"));
    caller.start();
    started.await();
    assertThat(cache.isComputed("a")).isFalse();
    slow.countDown();
    caller.join();

    assertThat(cache.isComputed("a")).isTrue();
  }

  @Test
  void concurrent_callers_of_one_key_share_one_load() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch slow = new CountDownLatch(1);
    LruCache<String, Integer> cache =
        new LruCache<>(
            2,
            key -> {
              await(slow);
              return loads.incrementAndGet();
            });
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> values = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        values.add(threads.submit(() -> cache.get("a")));
      }
      slow.countDown();
      for (Future<Integer> value : values) {
        assertThat(value.get(30, SECONDS)).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void different_keys_load_concurrently() throws Exception {
    CyclicBarrier bothAreLoading = new CyclicBarrier(2);
    LruCache<String, Boolean> cache =
        new LruCache<>(
            2,
            key -> {
              try {
                bothAreLoading.await(30, SECONDS);
                return true;
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> a = threads.submit(() -> cache.get("a"));
      Future<Boolean> b = threads.submit(() -> cache.get("b"));
      assertThat(a.get(30, SECONDS)).isTrue();
      assertThat(b.get(30, SECONDS)).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
