package net.vimmerse.workflow.simulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;

class WorkflowLimitsTest {

  @Test
  void a_full_store_evicts_the_oldest_ended_workflow() {
    try (Simulator simulator = Simulator.builder().maxWorkflows(3).start()) {
      ApiClient api = new ApiClient(simulator);
      String running = api.createdFor("sim:stuck").path("id").asText();
      String ended = api.createdFor("sim:immediate").path("id").asText();
      String endedLater = api.createdFor("sim:immediate").path("id").asText();
      String latest = new ApiClient(simulator).createdFor("sim:stuck").path("id").asText();

      assertThat(api.get("/v2/workflow/" + ended).status()).isEqualTo(404);
      assertThat(api.admin("/workflows").path("workflows").findValuesAsText("id"))
          .containsExactly(running, endedLater)
          .doesNotContain(latest);
    }
  }

  @Test
  void a_full_store_evicts_the_oldest_workflow_if_none_has_ended() {
    try (Simulator simulator = Simulator.builder().maxWorkflows(2).start()) {
      ApiClient api = new ApiClient(simulator);
      String oldest = api.createdFor("sim:stuck").path("id").asText();
      String second = api.createdFor("sim:stuck").path("id").asText();
      String third = api.createdFor("sim:stuck").path("id").asText();

      assertThat(api.get("/v2/workflow/" + oldest).status()).isEqualTo(404);
      assertThat(api.admin("/workflows").path("workflows").findValuesAsText("id"))
          .containsExactly(second, third);
    }
  }

  @Test
  void concurrent_creates_never_exceed_the_limit() {
    try (Simulator simulator = Simulator.builder().maxWorkflows(10).start()) {
      IntStream.range(0, 100)
          .parallel()
          .forEach(n -> new ApiClient(simulator, "key " + n % 4).createdFor("sim:immediate"));

      int held =
          IntStream.range(0, 4)
              .map(
                  n ->
                      new ApiClient(simulator, "key " + n)
                          .admin("/workflows")
                          .path("workflows")
                          .size())
              .sum();
      assertThat(held).isEqualTo(10);
    }
  }

  @Test
  void the_time_to_live_applies_on_the_clock_of_the_namespace_unless_overridden() {
    try (Simulator simulator = Simulator.builder().ttl(Duration.ofHours(1)).start()) {
      ApiClient api = new ApiClient(simulator);
      api.admin("POST", "/clock", "{\"frozen\": true}");
      String usual = api.createdFor("x").path("id").asText();
      String longer = api.createdFor("sim:expire=2h").path("id").asText();

      api.admin("POST", "/clock", "{\"advance\": \"59m\"}");
      assertThat(api.get("/v2/workflow/" + usual).status()).isEqualTo(200);
      api.admin("POST", "/clock", "{\"advance\": \"1m\"}");

      assertThat(api.get("/v2/workflow/" + usual).status()).isEqualTo(404);
      assertThat(api.get("/v2/workflow/" + longer).status()).isEqualTo(200);
    }
  }
}
