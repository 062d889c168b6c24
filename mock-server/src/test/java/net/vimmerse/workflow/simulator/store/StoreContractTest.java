package net.vimmerse.workflow.simulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.namespace.RateLimit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients may rely on wherever the state is, and whichever replica serves them. */
@Timeout(60)
class StoreContractTest {

  private static final String KEY = "contract";
  private static final String OTHER = "another";
  private static final int CONCURRENT = 24;

  /** How often each delivery was received. */
  private static final Map<String, Integer> RECEIVED = new ConcurrentHashMap<>();

  private static final ExecutorService THREADS = Executors.newCachedThreadPool();
  private static HttpServer receiver;

  @BeforeAll
  static void receive() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(THREADS);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          RECEIVED.merge(
              exchange.getRequestHeaders().getFirst("X-Simulator-Delivery"), 1, Integer::sum);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterAll
  static void stop() {
    receiver.stop(0);
    THREADS.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void changes_are_seen_at_once(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings)) {
      String kept = deployment.api(KEY).createdFor("x").path("id").asText();
      String deleted = deployment.api(KEY).createdFor("x").path("id").asText();
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(api.workflow(kept).path("id").asText()).isEqualTo(kept);
      }

      deployment.api(KEY).update(kept, "{\"title\": \"another\"}");
      deployment.api(KEY).delete(deleted);

      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(api.workflow(kept).path("title").asText()).isEqualTo("another");
        assertThat(api.get("/v2/workflow/" + deleted).status()).isEqualTo(404);
        assertThat(ids(api)).containsExactly(kept);
      }
      for (ApiClient api : deployment.everywhere(OTHER)) {
        assertThat(api.get("/v2/workflow/" + kept).status()).isEqualTo(404);
        assertThat(ids(api)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void files_need_no_key(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings)) {
      String id = deployment.api(KEY).createdFor("x").path("id").asText();
      accept(deployment.api(KEY).admin("POST", "/clock", "{\"advance\": \"1h\"}"));
      JsonNode workflow = deployment.api(KEY).workflow(id);
      String path =
          workflow.findValuesAsText("url").stream()
              .filter(url -> url.contains(id))
              .findFirst()
              .orElseThrow()
              .replaceFirst("https?://[^/]+", "");

      for (ApiClient api : deployment.everywhere(OTHER)) {
        assertThat(api.get(path).status()).isEqualTo(200);
      }
      deployment.api(KEY).delete(id);
      for (ApiClient api : deployment.everywhere(OTHER)) {
        assertThat(api.get(path).status()).isEqualTo(404);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ids_are_unique_and_credits_are_never_overspent(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings.seed(7))) {
      long price = -entries(charged(deployment.api(OTHER))).get(0);
      deployment
          .api(KEY)
          .admin("POST", "/credits", "{\"balance\": " + (price * (CONCURRENT / 2) + 1) + "}");

      List<ApiClient.Response> responses =
          concurrently(() -> deployment.api(KEY).create(SampleRequests.CREATE));

      assertThat(responses)
          .extracting(ApiClient.Response::status)
          .containsOnly(200, 402)
          .filteredOn(status -> status == 200)
          .hasSize(CONCURRENT / 2);
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(ids(api)).doesNotHaveDuplicates().hasSize(CONCURRENT / 2);
        assertThat(api.admin("/credits").path("balance").asLong()).isEqualTo(1);
        assertThat(entries(api)).hasSize(CONCURRENT / 2).containsOnly(-price);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_fault_hits_as_many_requests_as_it_counts(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings)) {
      accept(deployment.api(KEY).admin("POST", "/faults", "{\"status\": 500, \"count\": 2}"));

      List<ApiClient.Response> responses =
          concurrently(() -> deployment.api(KEY).get("/v2/workflow/templates"));

      assertThat(responses)
          .extracting(ApiClient.Response::status)
          .filteredOn(status -> status == 500)
          .hasSize(2);
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(api.admin("/faults").at("/rules/0/hits").asInt()).isEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_rate_limit_admits_as_many_requests_as_it_says(Deployment.Kind kind) {
    try (Deployment deployment =
        Deployment.start(
            kind, settings -> settings.rateLimit(new RateLimit(5, Duration.ofHours(1))))) {
      List<ApiClient.Response> responses =
          concurrently(() -> deployment.api(KEY).get("/v2/workflow/templates"));

      assertThat(responses)
          .extracting(ApiClient.Response::status)
          .containsOnly(200, 429)
          .filteredOn(status -> status == 200)
          .hasSize(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_poll_advances_a_workflow_once(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings)) {
      String id = deployment.api(KEY).createdFor("sim:polls=" + CONCURRENT).path("id").asText();

      concurrently(() -> deployment.api(KEY).get("/v2/workflow/" + id));

      assertThat(status(deployment.api(KEY), id)).isEqualTo("success");
    }
  }

  @ParameterizedTest
  @EnumSource
  void requests_are_logged_and_counted_once(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings)) {
      concurrently(() -> deployment.api(KEY).create(SampleRequests.CREATE));
      concurrently(() -> deployment.api(KEY).get("/v2/workflow/templates"));

      String revision = null;
      for (ApiClient api : deployment.everywhere(KEY)) {
        JsonNode log = api.admin("/requests?limit=1000");
        assertThat(log.path("count").asInt()).isEqualTo(2 * CONCURRENT);
        assertThat(log.path("requests").findValuesAsText("number"))
            .containsExactlyElementsOf(
                IntStream.rangeClosed(1, 2 * CONCURRENT).mapToObj(String::valueOf).toList());
        assertThat(log.at("/requests/0/body").asText()).isEqualTo(SampleRequests.CREATE);
        assertThat(api.admin("/requests?operation=createWorkflow").path("count").asInt())
            .isEqualTo(CONCURRENT);
        String current = api.admin("/summary").at("/requests/revision").asText();
        assertThat(current).isEqualTo(revision == null ? current : revision);
        revision = current;
      }
      accept(deployment.api(KEY).admin("DELETE", "/requests", ""));
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(api.admin("/requests").path("count").asInt()).isZero();
      }
      deployment.api(KEY).get("/v2/workflow/templates");
      assertThat(deployment.api(KEY).admin("/requests").at("/requests/0/number").asInt())
          .isEqualTo(2 * CONCURRENT + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void clocks_are_shared(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings)) {
      String id = deployment.api(KEY).createdFor("x").path("id").asText();
      accept(deployment.api(KEY).admin("POST", "/clock", "{\"frozen\": true}"));
      String frozen = deployment.api(KEY).admin("/clock").path("now").asText();
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(api.admin("/clock").path("now").asText()).isEqualTo(frozen);
      }
      accept(deployment.api(KEY).admin("POST", "/clock", "{\"advance\": \"1h\"}"));
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(Instant.parse(api.admin("/clock").path("now").asText()))
            .isEqualTo(Instant.parse(frozen).plus(Duration.ofHours(1)));
        assertThat(status(api, id)).isEqualTo("success");
      }
      accept(deployment.api(KEY).admin("POST", "/clock", "{\"scale\": 3}"));
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(api.admin("/clock").path("scale").asDouble()).isEqualTo(3);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_global_clock_moves_every_namespace(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings)) {
      String id = deployment.api(KEY).createdFor("x").path("id").asText();

      accept(global(deployment, "POST", "/clock", "{\"now\": \"2050-01-01T00:00:00Z\"}"));
      accept(global(deployment, "POST", "/clock", "{\"frozen\": true}"));
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(api.admin("/clock").path("now").asText()).startsWith("2050-01-01T00:00");
        assertThat(status(api, id)).isEqualTo("success");
      }
      accept(global(deployment, "POST", "/clock", "{\"advance\": \"24h\"}"));
      for (ApiClient api : deployment.everywhere(OTHER)) {
        assertThat(api.admin("/clock").path("now").asText()).startsWith("2050-01-02T00:00");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void webhooks_are_delivered_once_when_the_clock_reaches_them(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings)) {
      accept(global(deployment, "POST", "/clock", "{\"frozen\": true}"));
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        ids.add(deployment.api(i % 2 == 0 ? KEY : OTHER).created(webhook()).path("id").asText());
      }
      assertThat(received(ids)).isEmpty();

      assertThat(
              deployment
                  .api(KEY)
                  .admin("POST", "/clock", "{\"advance\": \"1h\"}")
                  .json()
                  .isObject())
          .isTrue();
      assertThat(received(ids)).hasSize(3).containsOnly(1);
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(api.admin("/webhooks").path("deliveries").findValuesAsText("state"))
            .containsExactly("delivered", "delivered", "delivered");
      }

      accept(global(deployment, "POST", "/clock", "{\"advance\": \"1h\"}"));
      assertThat(received(ids)).hasSize(6).containsOnly(1);

      JsonNode delivery = deployment.api(KEY).admin("/webhooks").at("/deliveries/0");
      ApiClient.Response again =
          deployment
              .api(KEY)
              .admin("POST", "/webhooks/" + delivery.path("id").asText() + "/redeliver", "");
      assertThat(again.json().path("attempts")).hasSize(2);
      assertThat(deployment.api(KEY).admin("/webhooks").at("/deliveries/0/attempts")).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_snapshot_replaces_the_state_everywhere(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings)) {
      String kept = deployment.api(KEY).createdFor("x").path("id").asText();
      String other = deployment.api(OTHER).createdFor("x").path("id").asText();
      String snapshot = global(deployment, "GET", "/snapshot", "").text();
      String own = deployment.api(KEY).admin("GET", "/snapshot", "").text();
      String later = deployment.api(KEY).createdFor("x").path("id").asText();

      assertThat(global(deployment, "PUT", "/snapshot", snapshot).status()).isEqualTo(204);
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(ids(api)).containsExactly(kept);
        assertThat(api.get("/v2/workflow/" + later).status()).isEqualTo(404);
      }
      for (ApiClient api : deployment.everywhere(OTHER)) {
        assertThat(ids(api)).containsExactly(other);
      }

      deployment.api(KEY).delete(kept);
      assertThat(deployment.api(KEY).admin("PUT", "/snapshot", own).status()).isEqualTo(204);
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(ids(api)).containsExactly(kept);
      }
      assertThat(deployment.api(OTHER).admin("PUT", "/snapshot", own).status())
          .as("ids of another namespace")
          .isEqualTo(422);
      assertThat(ids(deployment.api(OTHER))).containsExactly(other);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_reset_is_seen_at_once(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings)) {
      deployment.api(KEY).createdFor("x");
      deployment.api(OTHER).createdFor("x");
      accept(deployment.api(KEY).admin("POST", "/clock", "{\"frozen\": true}"));

      accept(deployment.api(KEY).admin("POST", "/reset", ""));
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(ids(api)).isEmpty();
        assertThat(api.admin("/clock").path("frozen").asBoolean()).isFalse();
      }
      for (ApiClient api : deployment.everywhere(OTHER)) {
        assertThat(ids(api)).hasSize(1);
      }

      accept(global(deployment, "POST", "/reset", ""));
      for (ApiClient api : deployment.everywhere(OTHER)) {
        assertThat(ids(api)).isEmpty();
      }
      assertThat(deployment.api(KEY).createdFor("x").path("id").asText()).isNotEmpty();
      assertThat(ids(deployment.api(KEY))).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void namespaces_are_listed_everywhere(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings)) {
      deployment.api(KEY).createdFor("x");
      deployment.api(OTHER).get("/v2/workflow/templates");

      for (ApiClient api : deployment.everywhere(KEY)) {
        JsonNode list = api.admin("/namespaces");
        assertThat(list.path("namespaces").findValuesAsText("workflows"))
            .containsExactlyInAnyOrder("1", "0");
        assertThat(list.path("namespaces").findValuesAsText("active_at")).hasSize(2);
        assertThat(api.admin("/summary").path("namespaces").asInt()).isEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_number_of_workflows_is_limited(Deployment.Kind kind) {
    try (Deployment deployment = Deployment.start(kind, settings -> settings.maxWorkflows(3))) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        ids.add(deployment.api(i % 2 == 0 ? KEY : OTHER).createdFor("x").path("id").asText());
      }

      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(ids(api)).containsExactly(ids.get(2), ids.get(4));
      }
      for (ApiClient api : deployment.everywhere(OTHER)) {
        assertThat(ids(api)).containsExactly(ids.get(3));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_restart_keeps_what_the_store_keeps(Deployment.Kind kind) {
    try (Deployment deployment =
        Deployment.start(kind, settings -> settings.credits(1_000_000).refunds(true))) {
      String first = deployment.api(KEY).createdFor("sim:fail").path("id").asText();
      accept(deployment.api(KEY).admin("POST", "/outcomes", "{\"outcome\": \"fail\"}"));
      accept(deployment.api(KEY).admin("POST", "/clock", "{\"frozen\": true}"));
      String credits = deployment.api(KEY).admin("/credits").toString();
      String clock = deployment.api(KEY).admin("/clock").toString();

      deployment.restart();

      if (!deployment.survivesRestart()) {
        assertThat(ids(deployment.api(KEY))).isEmpty();
        return;
      }
      for (ApiClient api : deployment.everywhere(KEY)) {
        assertThat(ids(api)).containsExactly(first);
        assertThat(api.admin("/credits").toString()).isEqualTo(credits);
        assertThat(api.admin("/clock").toString()).isEqualTo(clock);
      }
      String second = deployment.api(KEY).createdFor("x").path("id").asText();
      assertThat(second).isNotEqualTo(first);
      accept(deployment.api(KEY).admin("POST", "/clock", "{\"advance\": \"1h\"}"));
      assertThat(status(deployment.api(KEY), second)).isEqualTo("fail");
    }
  }

  private static List<Long> entries(ApiClient api) {
    List<Long> amounts = new ArrayList<>();
    api.admin("/credits")
        .path("entries")
        .forEach(each -> amounts.add(each.path("amount").asLong()));
    return amounts;
  }

  private static ApiClient charged(ApiClient api) {
    api.created(SampleRequests.CREATE);
    return api;
  }

  private static String status(ApiClient api, String id) {
    return api.admin("/workflows/" + id).path("status").asText();
  }

  private static List<String> ids(ApiClient api) {
    return api.admin("/workflows?limit=1000").path("workflows").findValuesAsText("id");
  }

  /** Calls the admin API without selecting a namespace. */
  private static void accept(ApiClient.Response response) {
    assertThat(response.status()).as(response.text()).isBetween(200, 204);
  }

  private static ApiClient.Response global(
      Deployment deployment, String method, String path, String json) {
    return new ApiClient(deployment.next().url(), "").admin(method, path, json);
  }

  private static List<Integer> received(List<String> ids) {
    return ids.stream()
        .map(
            id ->
                RECEIVED.entrySet().stream()
                    .filter(each -> each.getKey().startsWith(id))
                    .mapToInt(Map.Entry::getValue)
                    .sum())
        .filter(count -> count > 0)
        .toList();
  }

  private static String webhook() {
    return SampleRequests.withWebhook(
        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
  }

  /** Makes {@value #CONCURRENT} calls at the same time. */
  private static <T> List<T> concurrently(Callable<T> call) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result :
          THREADS.invokeAll(IntStream.range(0, CONCURRENT).mapToObj(i -> call).toList())) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
