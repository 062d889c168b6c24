package net.vimmerse.workflow.simulator.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.simulation.NamespaceId;
import net.vimmerse.workflow.simulator.store.RedisServer;
import net.vimmerse.workflow.simulator.store.StartupException;
import net.vimmerse.workflow.simulator.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.Protocol;

/** What simulators that share a store do at the same time, and when the store is away. */
@Timeout(60)
class SharedStoreTest {

  private static final String CREATE = "{\"image_urls\": [\"https://example.com/in.png\"]}";
  private static final String KEY = "shared";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Integer> received = new ConcurrentHashMap<>();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private volatile CountDownLatch released = new CountDownLatch(0);

  private RedisServer redis;
  private HttpServer receiver;

  @BeforeEach
  void start() throws IOException {
    redis = RedisServer.started();
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          received.merge(
              exchange.getRequestHeaders().getFirst("X-Simulator-Delivery"), 1, Integer::sum);
          arrived.countDown();
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    receiver.stop(0);
    threads.shutdownNow();
    redis.close();
  }

  @Test
  void each_webhook_is_sent_once_as_time_passes() {
    try (Simulator first = start("300ms");
        Simulator second = start("300ms");
        Simulator third = start("300ms")) {
      int sent = 0;
      for (Simulator simulator : List.of(first, second, third)) {
        for (int key = 0; key < 4; key++) {
          ApiClient api = new ApiClient(simulator, "key " + key);
          api.created(withWebhook());
          api.created(withWebhook());
          sent += 2;
        }
      }
      while (delivered(first) < sent) {
        Thread.onSpinWait();
      }

      assertThat(delivered(second)).isEqualTo(sent);
      assertThat(received).hasSize(sent);
      assertThat(received.values()).containsOnly(1);
    }
  }

  private static int delivered(Simulator simulator) {
    int delivered = 0;
    for (int key = 0; key < 4; key++) {
      for (JsonNode each :
          new ApiClient(simulator, "key " + key).admin("/webhooks").path("deliveries")) {
        delivered += each.path("state").asText().equals("delivered") ? 1 : 0;
      }
    }
    return delivered;
  }

  @Test
  void advancing_waits_for_what_another_simulator_is_sending() throws Exception {
    released = new CountDownLatch(1);
    try (Simulator first = start("1h");
        Simulator second = start("1h")) {
      ApiClient api = new ApiClient(first, KEY);
      api.created(withWebhook());
      Future<ApiClient.Response> advanced =
          threads.submit(() -> api.admin("POST", "/clock", "{\"advance\": \"1h\"}"));
      arrived.await();

      ApiClient other = new ApiClient(second, KEY);
      assertThat(other.admin("POST", "/clock", "{\"frozen\": true}").status())
          .as("the clock is being advanced elsewhere")
          .isEqualTo(409);
      assertThat(new ApiClient(first.url(), "").admin("POST", "/reset", "").status())
          .as("what is rejected leaves no trace")
          .isEqualTo(409);
      other.createdFor("x");
      Future<ApiClient.Response> global =
          threads.submit(
              () ->
                  new ApiClient(second.url(), "").admin("POST", "/clock", "{\"advance\": \"1h\"}"));
      assertThatThrownBy(() -> global.get(500, TimeUnit.MILLISECONDS))
          .as("waits for the receiver")
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      assertThat(advanced.isDone()).isFalse();
      released.countDown();

      assertThat(advanced.get().status()).isEqualTo(200);
      assertThat(global.get().status()).isEqualTo(200);
      assertThat(received.values()).containsExactly(1);
      assertThat(other.admin("/webhooks").at("/deliveries/0/state").asText())
          .isEqualTo("delivered");
    }
  }

  @Test
  void a_receiver_that_hangs_delays_no_webhook_that_was_created_elsewhere() throws Exception {
    released = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    receiver.createContext(
        "/other",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
          reached.countDown();
        });
    try (Simulator first = start("1ms")) {
      new ApiClient(first, KEY).created(withWebhook());
      arrived.await();
      try (Simulator second = start("1ms")) {
        new ApiClient(second, KEY)
            .created(withWebhook().replace("/\"", "/other\"").replace("127.0.0.1", "localhost"));

        assertThat(reached.await(5, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void expired_workflows_leave_the_store() {
    try (Simulator simulator =
            Simulator.builder().ttl(Duration.ofHours(1)).store(redis.url()).start();
        JedisPooled client = new JedisPooled(redis.url())) {
      ApiClient api = new ApiClient(simulator, KEY);
      String expired = api.createdFor("x").path("id").asText();
      api.admin("POST", "/clock", "{\"advance\": \"2h\"}");
      String kept = api.createdFor("x").path("id").asText();

      assertThat(client.hkeys("{workflow-simulator}:owners")).containsExactly(kept);
      assertThat(client.hkeys("{workflow-simulator}:namespace:" + NamespaceId.of(KEY).name()))
          .contains("w:" + kept)
          .doesNotContain("w:" + expired);
    }
  }

  @Test
  void a_large_namespace_is_loaded_in_parts() throws Exception {
    try (Simulator first = start("1h");
        Simulator second = start("1h")) {
      ApiClient api = new ApiClient(first, KEY);
      api.createdFor("x");
      assertThat(count(second)).isEqualTo(1);
      ObjectMapper json = new ObjectMapper();
      ObjectNode snapshot = (ObjectNode) api.admin("/snapshot");
      ArrayNode workflows = (ArrayNode) snapshot.at("/namespaces/0/workflows");
      for (int i = 0; i < 2_500; i++) {
        ObjectNode copy = workflows.get(0).deepCopy();
        workflows.add(copy.put("id", UUID.randomUUID().toString()));
      }
      api.admin("PUT", "/snapshot", json.writeValueAsString(snapshot));

      assertThat(count(second)).isEqualTo(2_501);
      String later = new ApiClient(second, KEY).createdFor("x").path("id").asText();
      assertThat(api.get("/v2/workflow/" + later).status()).isEqualTo(200);
      try (Simulator third = start("1h")) {
        assertThat(count(third)).isEqualTo(2_502);
      }
    }
  }

  private static int count(Simulator simulator) {
    return new ApiClient(simulator, KEY).admin("/workflows?limit=1").path("count").asInt();
  }

  @Test
  void a_store_that_is_away_is_reported_and_used_again_without_a_restart() throws Exception {
    try (Simulator first = start("1h");
        Simulator second = start("1h")) {
      ApiClient api = new ApiClient(first, KEY);
      List<String> ids = new ArrayList<>();
      ids.add(api.createdFor("x").path("id").asText());
      assertThat(new ApiClient(second, KEY).get("/v2/workflow/" + ids.get(0)).status())
          .isEqualTo(200);
      redis.kill();

      requireUnavailable(api.get("/v2/workflow/" + ids.get(0)), "NOT_AVAILABLE", "NOT_CONFIRMED");
      requireUnavailable(api.create(CREATE), "NOT_PERSISTED", "NOT_CONFIRMED");
      requireUnavailable(api.admin("GET", "/workflows", ""), "NOT_AVAILABLE");
      requireUnavailable(api.admin("POST", "/reset", ""), "NOT_PERSISTED");
      requireUnavailable(api.admin("GET", "/health", ""), "NOT_READY");
      requireUnavailable(
          new ApiClient(second, KEY).admin("GET", "/namespaces", ""), "NOT_AVAILABLE");
      assertThatThrownBy(() -> first.namespace(KEY).workflows()).isInstanceOf(StoreException.class);
      assertThat(api.get("/metrics").status()).isEqualTo(200);

      redis.start();
      for (Simulator simulator : List.of(first, second)) {
        ApiClient again = new ApiClient(simulator, KEY);
        while (again.admin("GET", "/health", "").status() != 200) {
          Thread.onSpinWait();
        }
        assertThat(ids(again)).containsExactlyElementsOf(ids);
        ids.add(again.createdFor("x").path("id").asText());
      }
      assertThat(ids(api)).containsExactlyElementsOf(ids);
    }
  }

  private static void requireUnavailable(ApiClient.Response response, String... codes) {
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.header("Retry-After")).isEqualTo("1");
    assertThat(response.json().path("code").asText()).isIn((Object[]) codes);
    assertThat(response.text()).doesNotContain("Exception", "jedis");
  }

  private static List<String> ids(ApiClient api) {
    return api.admin("/workflows?limit=1000").path("workflows").findValuesAsText("id");
  }

  @Test
  void the_logs_of_all_namespaces_are_limited_and_the_idle_one_is_emptied_first() {
    try (Simulator simulator = Simulator.builder().maxLogBytes(10_000).store(redis.url()).start();
        JedisPooled client = new JedisPooled(redis.url())) {
      ApiClient idle = new ApiClient(simulator, "idle");
      idle.createdFor("x");
      ApiClient api = new ApiClient(simulator, KEY);
      for (int i = 0; i < 40; i++) {
        api.createdFor("x");
      }

      assertThat(idle.admin("/requests").path("requests")).isEmpty();
      assertThat(idle.admin("/requests").path("count").asInt()).isEqualTo(1);
      assertThat(idle.admin("/requests").path("note").asText()).contains("dropped");
      JsonNode log = api.admin("/requests?limit=1000");
      assertThat(log.path("count").asInt()).isEqualTo(40);
      assertThat(log.path("requests")).isNotEmpty().hasSizeLessThan(40);
      assertThat(log.path("requests").findValuesAsText("number")).endsWith("39", "40");
      List<String> entries =
          client.lrange("{workflow-simulator}:log:" + NamespaceId.of(KEY).name(), 0, -1);
      int bytes =
          entries.stream().mapToInt(entry -> entry.getBytes(StandardCharsets.UTF_8).length).sum();
      assertThat(bytes)
          .isLessThanOrEqualTo(10_000)
          .isEqualTo(Integer.parseInt(client.get("{workflow-simulator}:log-bytes")));
      api.admin("DELETE", "/requests", "");
      assertThat(client.get("{workflow-simulator}:log-bytes")).isEqualTo("0");
    }
  }

  @Test
  void logs_may_take_no_memory() {
    try (Simulator simulator = Simulator.builder().maxLogBytes(0).store(redis.url()).start()) {
      for (String key : List.of("first", "second", "first")) {
        new ApiClient(simulator, key).createdFor("x");
      }

      JsonNode log = new ApiClient(simulator, "first").admin("/requests");
      assertThat(log.path("count").asInt()).isEqualTo(2);
      assertThat(log.path("requests")).isEmpty();
    }
  }

  @Test
  void a_user_without_the_rights_is_rejected_at_the_start() {
    try (JedisPooled client = new JedisPooled(redis.url())) {
      String rights = "~{workflow-simulator}:* +@connection +@read +@write +@scripting";
      List.of("none", rights, rights + " +time")
          .forEach(
              allowed ->
                  client.sendCommand(
                      Protocol.Command.ACL,
                      ("SETUSER user" + allowed.length() + " on >secret " + allowed)
                          .replace(" none", "")
                          .split(" ")));
      for (String rejected : List.of("none", rights)) {
        assertThatThrownBy(() -> startAs("user" + rejected.length()))
            .isInstanceOf(StartupException.class)
            .hasMessageStartingWith("Redis at redis://127.0.0.1:")
            .hasMessageNotContaining("secret");
      }
      try (Simulator simulator = startAs("user" + (rights + " +time").length())) {
        assertThat(new ApiClient(simulator, KEY).create(CREATE).status()).isEqualTo(200);
      }
    }
  }

  private Simulator startAs(String user) {
    return Simulator.builder().store(redis.url().replace("//", "//" + user + ":secret@")).start();
  }

  @Test
  void state_of_another_format_prevents_the_start_and_stays_as_it_is() {
    start("1h").close();
    String key = Redis.PREFIX + "format";
    try (JedisPooled client = new JedisPooled(redis.url())) {
      client.set(key, "99");

      assertThatThrownBy(() -> start("1h"))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("format 99")
          .hasMessageContaining("choose another database");
      assertThat(client.get(key)).isEqualTo("99");
    }
  }

  @Test
  void a_store_that_has_lost_changes_is_believed() {
    try (Simulator simulator = start("1h");
        JedisPooled client = new JedisPooled(redis.url())) {
      ApiClient api = new ApiClient(simulator, KEY);
      String first = api.createdFor("x").path("id").asText();
      byte[] older = client.dump("{workflow-simulator}:namespace:" + NamespaceId.of(KEY).name());
      byte[] changes = client.dump("{workflow-simulator}:changes:" + NamespaceId.of(KEY).name());
      api.createdFor("x");
      restore(client, "namespace", older);
      restore(client, "changes", changes);

      assertThat(ids(api)).containsExactly(first);

      client.flushAll();
      assertThat(ids(api)).isEmpty();
      assertThat(api.createdFor("x").path("id").asText()).isNotEmpty();
    }
  }

  private static void restore(JedisPooled client, String kind, byte[] dump) {
    String key = "{workflow-simulator}:" + kind + ":" + NamespaceId.of(KEY).name();
    client.del(key);
    client.restore(key, 0, dump);
  }

  @Test
  void a_busy_namespace_is_changed_by_all_without_loss() throws Exception {
    try (Simulator first = start("1h");
        Simulator second = start("1h")) {
      List<Future<Integer>> results = new ArrayList<>();
      for (Simulator simulator : List.of(first, second)) {
        for (int thread = 0; thread < 4; thread++) {
          ApiClient api = new ApiClient(simulator, KEY);
          results.add(
              threads.submit(
                  () -> {
                    int created = 0;
                    for (int i = 0; i < 25; i++) {
                      created += api.create(CREATE).status() == 200 ? 1 : 0;
                    }
                    return created;
                  }));
        }
      }
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(25);
      }
      assertThat(count(first)).isEqualTo(200);
      assertThat(count(second)).isEqualTo(200);
    }
  }

  @Test
  void a_snapshot_cannot_take_workflows_from_a_namespace_that_is_not_in_memory() {
    try (Simulator first = start("1h");
        Simulator second = start("1h")) {
      ApiClient api = new ApiClient(first, KEY);
      String id = api.createdFor("x").path("id").asText();
      String snapshot = api.admin("GET", "/snapshot", "").text();

      assertThat(new ApiClient(second, "another").admin("PUT", "/snapshot", snapshot).status())
          .isEqualTo(422);
      assertThat(api.get("/v2/workflow/" + id).status()).isEqualTo(200);
    }
  }

  @Test
  void a_snapshot_that_comes_slowly_holds_up_nobody() throws Exception {
    try (Simulator simulator = start("1h");
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
      ApiClient api = new ApiClient(simulator, KEY);
      String id = api.createdFor("x").path("id").asText();
      slow.getOutputStream()
          .write(
              """
              PUT /__admin/simulator/snapshot HTTP/1.1\r
              Host: 127.0.0.1\r
              Content-Type: application/json\r
              Content-Length: 1000\r
              \r
              {"version": 2,"""
                  .getBytes(StandardCharsets.UTF_8));
      slow.getOutputStream().flush();
      assertThat(new ApiClient(simulator.url(), "").admin("PUT", "/snapshot", "{}").status())
          .as("invalid")
          .isEqualTo(422);

      assertThat(api.get("/v2/workflow/" + id).status()).isEqualTo(200);
    }
  }

  @Test
  void what_is_undone_because_of_a_reset_leaves_no_trace() throws Exception {
    try (Simulator first = start("1h");
        Simulator second = start("1h")) {
      Future<?> resets =
          threads.submit(
              () -> {
                for (int i = 0; i < 30; i++) {
                  new ApiClient(second, KEY).admin("POST", "/reset", "");
                }
              });
      ApiClient api = new ApiClient(first, KEY);
      while (!resets.isDone()) {
        assertThat(api.create(CREATE).status()).isEqualTo(200);
      }
      resets.get();

      for (Simulator simulator : List.of(first, second)) {
        ApiClient each = new ApiClient(simulator, KEY);
        assertThat(
                each.admin("/credits?limit=1000").path("entries").findValuesAsText("workflow_id"))
            .containsExactlyElementsOf(ids(each));
      }
    }
  }

  private Simulator start(String duration) {
    return Simulator.builder()
        .duration(net.vimmerse.workflow.simulator.clock.Durations.parse(duration))
        .store(redis.url())
        .start();
  }

  private String withWebhook() {
    return """
    {"image_urls": ["https://example.com/in.png"], "webhook_url": "http://127.0.0.1:%d/"}
    """
        .formatted(receiver.getAddress().getPort());
  }
}
