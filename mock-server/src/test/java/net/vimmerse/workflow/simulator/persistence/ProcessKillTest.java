package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import net.vimmerse.workflow.simulator.store.StartupException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the simulator while it handles requests, sends webhooks, pays refunds and moves clocks;
 * three times, or as often as {@code -Dkills} says.
 */
@EnabledIfSystemProperty(named = "tests", matches = "all")
class ProcessKillTest {

  private static final int KILLS = Integer.getInteger("kills", 3);
  private static final int WRITERS = 4;
  private static final int CHANGES_PER_KILL = 60;
  private static final int CREDITS = 1_000_000;

  /** What the responses said that came, by the id of the workflow. */
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  /** The time of the clock of each key by the last response that came. */
  private final Map<String, Instant> clocks = new ConcurrentHashMap<>();

  /** How often each workflow was reported. */
  private final Map<String, Integer> reported = new ConcurrentHashMap<>();

  private final Queue<AssertionError> unexpected = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer receiver;

  @TempDir private Path directory;

  @BeforeEach
  void receive() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    threads.shutdownNow();
  }

  @Test
  void whatever_a_response_said_is_there_after_the_process_was_killed() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      CountDownLatch changes = new CountDownLatch(CHANGES_PER_KILL);
      List<Thread> writers = new ArrayList<>();
      try (SimulatorProcess simulator =
          SimulatorProcess.start(
              "--data=" + directory, "--refunds", "--credits=" + CREDITS, "--duration=300ms")) {
        for (int writer = 0; writer < WRITERS; writer++) {
          ApiClient api = new ApiClient(simulator.url(), "key " + writer);
          String key = "key " + writer;
          requireClock(key, api);
          writers.add(new Thread(() -> change(key, api, changes)));
        }
        writers.forEach(Thread::start);
        if (kill == 0) {
          assertThatThrownBy(() -> Simulator.builder().data(directory).start())
              .as("another process")
              .isInstanceOf(StartupException.class)
              .hasMessageContaining("in use by another simulator");
        }
        assertThat(changes.await(60, TimeUnit.SECONDS)).isTrue();
      }
      for (Thread writer : writers) {
        writer.join();
      }
    }

    try (Simulator last = Simulator.builder().refunds(true).data(directory).start()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        String key = "key " + writer;
        ApiClient api = new ApiClient(last, key);
        requireClock(key, api);
        // Sends what is owed, and repeats what failed as the simulator was killed.
        assertThat(api.admin("POST", "/clock", "{\"advance\": \"1h\"}").status()).isEqualTo(200);
        requireCredits(api, last.namespace(key).workflows().size());
      }
      told.forEach((id, what) -> requireWorkflow(id, new ApiClient(last, what.key)));
    }
    assertThat(unexpected).isEmpty();
    assertThat(reported.keySet()).as("webhooks").containsAll(told.keySet());
    long duplicates = told.keySet().stream().mapToLong(id -> reported.get(id) - 1).sum();
    System.out.printf(
        "%d kills: %d workflows and webhooks, 0 lost, %d webhooks sent twice%n",
        KILLS, told.size(), duplicates);
  }

  private static void requireWorkflow(String id, ApiClient api) {
    assertThat(api.get("/v2/workflow/" + id).status()).as(id).isEqualTo(200);
  }

  /** Requires one charge for each workflow, one refund for each that failed, and the balance. */
  private void requireCredits(ApiClient api, int workflows) {
    JsonNode credits = api.admin("/credits");
    long balance = CREDITS;
    List<String> charged = new ArrayList<>();
    List<String> refunded = new ArrayList<>();
    for (JsonNode entry : credits.path("entries")) {
      balance += entry.path("amount").asLong();
      String id = entry.path("workflow_id").asText();
      (entry.path("reason").asText().equals("refund") ? refunded : charged).add(id);
    }
    assertThat(charged).doesNotHaveDuplicates().hasSize(workflows);
    assertThat(refunded).doesNotHaveDuplicates();
    assertThat(credits.path("balance").asLong()).isEqualTo(balance);
    for (String id : charged) {
      Told what = told.get(id);
      assertThat(what == null || refunded.contains(id) == what.fails).as(id).isTrue();
    }
  }

  private void requireClock(String key, ApiClient api) {
    Instant now = Instant.parse(api.admin("/clock").path("now").asText());
    assertThat(now).isAfterOrEqualTo(clocks.getOrDefault(key, Instant.EPOCH));
  }

  /** Changes the namespace until the simulator is killed. */
  private void change(String key, ApiClient api, CountDownLatch changes) {
    try {
      for (int i = 0; true; i++) {
        boolean fails = i % 3 == 0;
        String id = create(api, fails);
        told.put(id, new Told(key, fails));
        changes.countDown();
        if (i % 5 == 0) {
          JsonNode clock = api.admin("POST", "/clock", "{\"advance\": \"100ms\"}").json();
          clocks.put(key, Instant.parse(clock.path("now").asText()));
          changes.countDown();
        }
      }
    } catch (AssertionError e) {
      // A broken connection is what this test is about.
      if (!(e.getCause() instanceof IOException)) {
        unexpected.add(e);
      }
    }
  }

  private String create(ApiClient api, boolean fails) {
    return api.created(
            """
            {"image_urls": ["https://example.com/in.png"], "event_id": "%s",
             "webhook_url": "http://127.0.0.1:%d/"}
            """
                .formatted(fails ? "sim:fail" : "", receiver.getAddress().getPort()))
        .path("id")
        .asText();
  }

  private void receive(HttpExchange exchange) throws IOException {
    // The delivery is named after the workflow and the time of its end.
    String delivery = exchange.getRequestHeaders().getFirst("X-Simulator-Delivery");
    exchange.getRequestBody().readAllBytes();
    reported.merge(delivery.substring(0, delivery.lastIndexOf('-')), 1, Integer::sum);
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private record Told(String key, boolean fails) {}
}
