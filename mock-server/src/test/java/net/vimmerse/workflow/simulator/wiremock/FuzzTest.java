package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Sends requests of {@link RequestFuzzer}: three thousand, or as many as {@code -Dfuzz} says, from
 * the seed {@code -Dfuzz.seed} on.
 */
@EnabledIfSystemProperty(named = "tests", matches = "all")
class FuzzTest {

  private static final int REQUESTS = Integer.getInteger("fuzz", 3_000);
  private static final long FIRST_SEED = Long.getLong("fuzz.seed", 1);
  private static final int THREADS = 4;
  private static final int MAX_PROBLEMS = 20;
  private static final Simulator SIMULATOR =
      Simulator.builder().loopbackWebhooks(true).maxWorkflows(2_000).start();

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  @Test
  void no_request_causes_an_error_of_the_server() throws InterruptedException {
    AtomicLong seeds = new AtomicLong(FIRST_SEED);
    Queue<String> problems = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (long seed = seeds.getAndIncrement();
                    seed < FIRST_SEED + REQUESTS && problems.size() < MAX_PROBLEMS;
                    seed = seeds.getAndIncrement()) {
                  FuzzedExchange.problem(seed, SIMULATOR.port()).ifPresent(problems::add);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(problems).isEmpty();
  }
}
