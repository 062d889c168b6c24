package net.vimmerse.workflow.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CreditsTest {

  private static Simulator simulator;
  private final ApiClient api = new ApiClient(simulator);

  @BeforeAll
  static void start() {
    simulator = Simulator.builder().credits(250).refunds(true).start();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void workflows_cost_the_documented_credits_and_too_few_credits_return_402() {
    api.createdFor("x");
    api.createdFor("x");
    ApiClient.Response third = api.create("{\"image_urls\": [\"https://example.com/in.png\"]}");

    assertThat(third.status()).isEqualTo(402);
    assertThat(third.json().path("code").asText()).isEqualTo("INSUFFICIENT_CREDIT");
    assertThat(third.header("X-Simulator-Note")).contains("costs 100", "balance is 50");
    assertThat(api.admin("/credits").path("balance").asLong()).isEqualTo(50);
    assertThat(api.admin("/credits").path("entries")).hasSize(2);
  }

  @Test
  void image_mode_costs_less_than_video_mode() {
    api.created("{\"options\": {\"pipeline_mode\": \"image\"}}");

    assertThat(api.admin("/credits").path("balance").asLong()).isEqualTo(230);
  }

  @Test
  void rejected_requests_cost_nothing() {
    api.create("{\"options\": {\"aspect_ratio\": \"2:1\"}}");

    assertThat(api.admin("/credits").path("balance").asLong()).isEqualTo(250);
  }

  @Test
  void concurrent_creates_never_overdraw_the_balance() {
    // Without an input they fail, and a slow machine could see their refunds.
    api.admin("POST", "/clock", "{\"frozen\": true}");
    api.admin("POST", "/credits", "{\"balance\": 1000}");

    List<Integer> statuses =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(n -> api.create("{}").status())
            .collect(Collectors.toList());

    assertThat(statuses).containsOnly(200, 402);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(10);
    assertThat(api.admin("/credits").path("balance").asLong()).isZero();
  }

  @Test
  void credits_are_refunded_when_a_workflow_fails() {
    api.admin("POST", "/clock", "{\"frozen\": true}");
    api.createdFor("sim:fail");
    long before = api.admin("/credits").path("balance").asLong();
    api.admin("POST", "/clock", "{\"advance\": \"20s\"}");

    assertThat(before).isEqualTo(150);
    assertThat(api.admin("/credits").path("balance").asLong()).isEqualTo(250);
    assertThat(api.admin("/credits").at("/entries/1/reason").asText()).isEqualTo("refund");
  }

  @Test
  void deleting_a_workflow_cancels_its_refund() {
    api.admin("POST", "/clock", "{\"frozen\": true}");
    String id = api.createdFor("sim:fail").path("id").asText();
    api.delete(id);
    api.admin("POST", "/clock", "{\"advance\": \"20s\"}");

    assertThat(api.admin("/credits").path("balance").asLong()).isEqualTo(150);
  }

  @Test
  void the_balance_can_be_set_increased_and_decreased() {
    api.admin("POST", "/credits", "{\"balance\": 5, \"deposit\": 10}");
    long fifteen = api.admin("/credits").path("balance").asLong();
    api.admin("POST", "/credits", "{\"balance\": null}");

    assertThat(fifteen).isEqualTo(15);
    assertThat(api.admin("/credits").path("balance").isNull()).isTrue();
    assertThat(api.create("{}").status()).isEqualTo(200);
  }
}
