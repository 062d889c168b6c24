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
  void a_value_is_made_once() {
    AtomicInteger made = new AtomicInteger();
    LruCache<String, Integer> recent = new LruCache<>(2, key -> made.incrementAndGet());
    assertThat(recent.get("a")).isEqualTo(recent.get("a")).isEqualTo(1);
  }

  @Test
  void no_more_than_the_capacity_is_remembered() {
    LruCache<Integer, Integer> recent = new LruCache<>(64, key -> key);
    for (int i = 0; i < 1_000; i++) {
      recent.get(i);
    }
    assertThat(recent.size()).isEqualTo(64);
  }

  @Test
  void what_was_asked_for_longest_ago_is_forgotten_first() {
    List<String> made = new ArrayList<>();
    LruCache<String, Boolean> recent = new LruCache<>(2, made::add);
    for (String key : List.of("a", "b", "a", "c", "a", "b")) {
      recent.get(key);
    }
    assertThat(made).containsExactly("a", "b", "c", "b");
  }

  @Test
  void a_capacity_of_zero_remembers_nothing() {
    AtomicInteger made = new AtomicInteger();
    LruCache<String, Integer> recent = new LruCache<>(0, key -> made.incrementAndGet());
    recent.get("a");
    assertThat(recent.get("a")).isEqualTo(2);
    assertThat(recent.size()).isZero();
    assertThatThrownBy(() -> new LruCache<String, Integer>(-1, String::length))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_failure_reaches_the_caller_and_is_not_remembered() {
    AtomicInteger calls = new AtomicInteger();
    LruCache<String, String> recent =
        new LruCache<>(
            2,
            key -> {
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("first time");
              }
              return key;
            });
    assertThatThrownBy(() -> recent.get("a")).hasMessage("first time");
    assertThat(recent.get("a")).isEqualTo("a");
  }

  @Test
  void threads_that_ask_for_the_same_value_have_it_made_once() throws Exception {
    AtomicInteger made = new AtomicInteger();
    CountDownLatch slow = new CountDownLatch(1);
    LruCache<String, Integer> recent =
        new LruCache<>(
            2,
            key -> {
              await(slow);
              return made.incrementAndGet();
            });
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(threads.submit(() -> recent.get("a")));
      }
      slow.countDown();
      for (Future<Integer> response : answers) {
        assertThat(response.get(30, SECONDS)).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void different_values_are_made_side_by_side() throws Exception {
    CyclicBarrier bothAreBeingMade = new CyclicBarrier(2);
    LruCache<String, Boolean> recent =
        new LruCache<>(
            2,
            key -> {
              try {
                bothAreBeingMade.await(30, SECONDS);
                return true;
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> a = threads.submit(() -> recent.get("a"));
      Future<Boolean> b = threads.submit(() -> recent.get("b"));
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
