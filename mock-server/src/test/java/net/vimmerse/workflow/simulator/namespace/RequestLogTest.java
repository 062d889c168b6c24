package net.vimmerse.workflow.simulator.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;

class RequestLogTest {

  private static final long MAX_BYTES = 1 << 20;

  private final RequestLogBudget budget = new RequestLogBudget(MAX_BYTES);

  @Test
  void all_logs_together_stay_within_their_budget_and_the_idle_ones_are_emptied_first() {
    List<MemoryRequestLog> logs =
        IntStream.range(0, 100).mapToObj(n -> new MemoryRequestLog(budget)).toList();
    for (RequestLog log : logs) {
      add(log, 10);
      add(logs.get(0), 1);
    }

    assertThat(logs.stream().mapToLong(MemoryRequestLog::bytes).sum())
        .isBetween(MAX_BYTES / 2, MAX_BYTES);
    assertThat(logs.get(0).requests()).hasSizeGreaterThan(1);
    assertThat(logs.get(1).requests()).isEmpty();
    assertThat(logs.get(1).isShortened()).isTrue();
    assertThat(logs.get(99).requests()).hasSize(10);
    assertThat(logs.get(99).isShortened()).isFalse();
    assertThat(logs).allSatisfy(log -> assertThat(log.count("a", "200")).isPositive());
  }

  @Test
  void a_single_log_drops_its_oldest_requests() {
    MemoryRequestLog log = new MemoryRequestLog(budget);
    add(log, 100);

    assertThat(log.bytes()).isLessThanOrEqualTo(MAX_BYTES);
    assertThat(log.requests()).hasSizeGreaterThan(20);
    assertThat(log.requests().get(log.requests().size() - 1).number()).isEqualTo(100);
    assertThat(log.count("a", null)).isEqualTo(100);
    log.clear();
    assertThat(log.count(null, null)).isZero();
    assertThat(log.isShortened()).isFalse();
  }

  @Test
  void the_number_of_calls_includes_requests_that_the_log_has_dropped() {
    try (Simulator simulator = Simulator.builder().start()) {
      ApiClient api = new ApiClient(simulator, "key");
      api.get("/v2/workflow/templates");
      for (int i = 0; i < 1_200; i++) {
        api.get("/v2/workflow/x");
      }

      assertThat(count(api, "?operation=listTemplates")).isEqualTo(1);
      assertThat(count(api, "?operation=getWorkflow&status=404&limit=1")).isEqualTo(1_200);
      assertThat(count(api, "")).isEqualTo(1_201);
      assertThat(simulator.namespace("key").calls("listTemplates")).isEqualTo(1);
      assertThat(api.admin("GET", "/requests?after=99999999999999999999", "").status())
          .isEqualTo(422);
    }
  }

  @Test
  void the_admin_api_says_that_requests_were_dropped_to_save_memory() {
    try (Simulator simulator = Simulator.builder().maxLogBytes(1_000).start()) {
      ApiClient api = new ApiClient(simulator);
      api.get("/v2/workflow/x");
      JsonNode log = api.admin("/requests");

      assertThat(log.path("note").asText()).contains("--max-log-bytes");
      assertThat(log.path("count").asInt()).isEqualTo(1);
      assertThat(log.path("requests")).isEmpty();
    }
  }

  private static long count(ApiClient api, String query) {
    return api.admin("/requests" + query).path("count").asLong();
  }

  private static void add(RequestLog log, int times) {
    for (int i = 0; i < times; i++) {
      log.add(
          new LoggedExchange(
              Instant.EPOCH,
              "a",
              "GET",
              "/",
              Map.of(),
              Map.of(),
              new byte[10_000],
              200,
              Map.of(),
              new byte[0],
              0,
              null));
    }
  }
}
