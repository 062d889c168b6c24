package net.vimmerse.workflow.simulator.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import net.vimmerse.workflow.simulator.store.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Kills simulators and their store under load. Requests go to the simulators in turn. */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(300)
@Isolated
class ClusterChaosTest {

  private static final int WRITERS = 4;
  private static final int CHANGES_PER_EVENT = 150;
  private static final int CREDITS = 10_000_000;

  /** The key whose credits suffice for {@value #AFFORDABLE} workflows. */
  private static final String POOR = "poor";

  private static final int AFFORDABLE = 50;

  /** The keys of the workflows that a response has acknowledged. */
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  /** The number of times that each workflow was reported. */
  private final Map<String, Integer> reported = new ConcurrentHashMap<>();

  private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
  private final List<SimulatorProcess> simulators = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger rejected = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile CountDownLatch changes = new CountDownLatch(CHANGES_PER_EVENT);
  private volatile boolean stopped;
  private RedisServer redis;
  private HttpServer receiver;

  @TempDir private Path logs;

  @BeforeEach
  void start() throws IOException {
    redis = RedisServer.started();
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.start();
  }

  @AfterEach
  void stop() throws IOException {
    for (SimulatorProcess simulator : simulators) {
      simulator.close();
    }
    receiver.stop(0);
    threads.shutdownNow();
    redis.close();
  }

  private SimulatorProcess add(String duration) throws IOException {
    SimulatorProcess simulator =
        SimulatorProcess.start(
            new ProcessBuilder(
                    SimulatorProcess.command(
                        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                        "--store=" + redis.url(),
                        "--duration=" + duration,
                        "--credits=" + CREDITS,
                        "--refunds"))
                .redirectError(Files.createTempFile(logs, "simulator", ".log").toFile()));
    simulators.add(simulator);
    return simulator;
  }

  @Test
  void nothing_acknowledged_is_lost_and_all_simulators_agree() throws Exception {
    receiver.createContext("/", this::receive);
    add("300ms");
    SimulatorProcess victim = add("300ms");
    add("300ms");
    long price = price();
    long balance = price * AFFORDABLE + 1;
    next(POOR).admin("POST", "/credits", "{\"balance\": " + balance + "}");
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      String key = "key " + writer;
      writers.add(new Thread(() -> change(key)));
    }
    writers.add(new Thread(this::spend));
    writers.forEach(Thread::start);

    awaitChanges();
    simulators.remove(victim);
    victim.close();
    awaitChanges();
    add("300ms");
    awaitChanges();
    redis.kill();
    Instant killed = Instant.now();
    redis.start();
    awaitChanges();
    long away = Duration.between(killed, Instant.now()).toMillis();
    awaitChanges();
    stopped = true;
    for (Thread writer : writers) {
      writer.join();
    }

    assertThat(unexpected).isEmpty();
    for (int writer = 0; writer < WRITERS; writer++) {
      String key = "key " + writer;
      while (next(key).admin("POST", "/clock", "{\"advance\": \"1h\"}").status() != 200) {
        Thread.onSpinWait();
      }
      requireAgreement(key);
      requireCredits(key);
    }
    requireAgreement(POOR);
    for (SimulatorProcess simulator : simulators) {
      acknowledged.forEach(
          (id, key) ->
              assertThat(new ApiClient(simulator.url(), key).get("/v2/workflow/" + id).status())
                  .as(id)
                  .isEqualTo(200));
    }
    List<String> poor = acknowledgedOf(POOR);
    assertThat(poor).hasSizeLessThanOrEqualTo(AFFORDABLE);
    assertThat(next(POOR).admin("/credits").path("balance").asLong()).isEqualTo(1);
    List<String> withWebhook =
        acknowledged.keySet().stream().filter(id -> !poor.contains(id)).toList();
    assertThat(reported.keySet()).as("webhooks").containsAll(withWebhook);
    int duplicates = withWebhook.stream().mapToInt(id -> reported.get(id) - 1).sum();
    requireTwoLinesAboutTheStore();
    System.out.printf(
        "cluster: %d workflows acknowledged, 0 lost, %d requests rejected, %d webhooks sent twice,"
            + " %d changes in %d ms after the store was killed%n",
        acknowledged.size(), rejected.get(), duplicates, CHANGES_PER_EVENT, away);
  }

  /** Each simulator says once that the store is away, and once that it is back. */
  private void requireTwoLinesAboutTheStore() throws IOException {
    for (List<String> lines : printed()) {
      assertThat(lines.size()).as(lines.toString()).isIn(0, 2);
      assertThat(lines).allMatch(line -> line.startsWith("Redis at "));
    }
  }

  /** Returns what each simulator has printed as errors. */
  private List<List<String>> printed() throws IOException {
    List<List<String>> printed = new ArrayList<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path log : files.toList()) {
        printed.add(Files.readAllLines(log));
      }
    }
    return printed;
  }

  private long price() {
    String key = "price";
    next(key).createdFor("x");
    return CREDITS - next(key).admin("/credits").path("balance").asLong();
  }

  private ApiClient next(String key) {
    int index = Math.floorMod(turn.getAndIncrement(), simulators.size());
    return new ApiClient(simulators.get(index).url(), key);
  }

  private void awaitChanges() throws InterruptedException {
    changes = new CountDownLatch(CHANGES_PER_EVENT);
    assertThat(changes.await(60, TimeUnit.SECONDS)).isTrue();
  }

  /** Changes a namespace until it is stopped. */
  private void change(String key) {
    for (int i = 0; !stopped; i++) {
      boolean fails = i % 3 == 0;
      boolean advances = i % 5 == 0;
      tolerate(
          () -> {
            create(key, fails ? "sim:fail" : "");
            if (advances) {
              require(next(key).admin("POST", "/clock", "{\"advance\": \"100ms\"}"), 200, 409);
            }
          });
    }
  }

  private void spend() {
    while (!stopped) {
      tolerate(() -> create(POOR, "sim:immediate"));
    }
  }

  private void create(String key, String eventId) {
    String webhook =
        key.equals(POOR)
            ? ""
            : ", \"webhook_url\": \"http://127.0.0.1:%d/\""
                .formatted(receiver.getAddress().getPort());
    ApiClient.Response response =
        next(key)
            .create(
                "{\"image_urls\": [\"https://example.com/in.png\"], \"event_id\": \"%s\"%s}"
                    .formatted(eventId, webhook));
    if (require(response, 200, 402)) {
      if (response.status() == 200) {
        String id = response.json().at("/data/id").asText();
        acknowledged.put(id, key);
        if (require(next(key).get("/v2/workflow/" + id), 200)) {
          changes.countDown();
        }
      }
    }
  }

  /** Returns whether the response has one of these statuses; it may be 503. */
  private boolean require(ApiClient.Response response, Integer... statuses) {
    if (List.of(statuses).contains(response.status())) {
      return true;
    }
    if (response.status() == 503) {
      rejected.incrementAndGet();
    } else {
      unexpected.add(new AssertionError(response.status() + " " + response.text()));
    }
    return false;
  }

  /** Calls simulators, of which one may have been killed. */
  private void tolerate(Runnable calls) {
    try {
      calls.run();
    } catch (AssertionError e) {
      if (e.getCause() instanceof IOException) {
        rejected.incrementAndGet();
      } else {
        unexpected.add(e);
      }
    } catch (RuntimeException e) {
      unexpected.add(e);
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    String delivery = exchange.getRequestHeaders().getFirst("X-Simulator-Delivery");
    exchange.getRequestBody().readAllBytes();
    reported.merge(delivery.substring(0, delivery.lastIndexOf('-')), 1, Integer::sum);
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private List<String> acknowledgedOf(String key) {
    return acknowledged.entrySet().stream()
        .filter(each -> each.getValue().equals(key))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void requireAgreement(String key) {
    next(key).admin("POST", "/clock", "{\"frozen\": true}");
    List<List<String>> views = new ArrayList<>();
    for (SimulatorProcess simulator : simulators) {
      ApiClient api = new ApiClient(simulator.url(), key);
      List<String> view = new ArrayList<>();
      for (String path : List.of("/workflows?limit=1000", "/credits", "/webhooks", "/clock")) {
        view.add(api.admin(path).toString());
      }
      views.add(view);
    }
    assertThat(views).as(key).containsOnly(views.get(0));
  }

  /** Requires one charge for each workflow, at most one refund, and their sum. */
  private void requireCredits(String key) {
    JsonNode credits = next(key).admin("/credits");
    long balance = CREDITS;
    List<String> charged = new ArrayList<>();
    List<String> refunded = new ArrayList<>();
    for (JsonNode entry : credits.path("entries")) {
      balance += entry.path("amount").asLong();
      String id = entry.path("workflow_id").asText();
      (entry.path("reason").asText().equals("refund") ? refunded : charged).add(id);
    }
    assertThat(charged)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            next(key).admin("/workflows?limit=1000").path("workflows").findValuesAsText("id"))
        .containsAll(acknowledgedOf(key));
    assertThat(refunded).doesNotHaveDuplicates();
    assertThat(credits.path("balance").asLong()).isEqualTo(balance);
  }

  @Test
  void another_simulator_takes_over_what_a_killed_one_was_sending() throws Exception {
    CountDownLatch firstArrived = new CountDownLatch(1);
    CountDownLatch secondArrived = new CountDownLatch(1);
    AtomicInteger arrivals = new AtomicInteger();
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          if (arrivals.incrementAndGet() == 1) {
            firstArrived.countDown();
            await(secondArrived);
          }
          secondArrived.countDown();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    add("1h");
    SimulatorProcess victim = add("1h");
    ApiClient api = new ApiClient(victim.url(), "key");
    api.admin("POST", "/clock", "{\"frozen\": true}");
    create("key", "");
    threads.execute(() -> tolerate(() -> api.admin("POST", "/clock", "{\"advance\": \"1h\"}")));
    assertThat(firstArrived.await(10, TimeUnit.SECONDS)).isTrue();
    simulators.remove(victim);
    long start = System.nanoTime();
    victim.close();

    assertThat(secondArrived.await(20, TimeUnit.SECONDS)).as(printed().toString()).isTrue();
    System.out.printf(
        "cluster: a webhook of a killed simulator was sent again after %.1f s%n",
        (System.nanoTime() - start) / 1e9);
    while (!next("key").admin("/webhooks").at("/deliveries/0/state").asText().equals("delivered")) {
      Thread.onSpinWait();
    }
    assertThat(arrivals).hasValue(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
