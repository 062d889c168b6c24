package net.vimmerse.workflow.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.simulation.Status;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimulatorExtensionTest {

  /** How a team would test a service of its own: any HTTP client, a URL and a key. */
  @WithSimulator
  @Nested
  class ByAnnotation {
    private static final Set<String> URLS = ConcurrentHashMap.newKeySet();
    private static final Set<String> KEYS = ConcurrentHashMap.newKeySet();

    @RepeatedTest(5)
    void each_test_has_a_world_of_its_own_in_one_simulator(TestWorld world) throws Exception {
      URLS.add(world.url());
      create(world);

      assertThat(KEYS.add(world.key())).isTrue();
      assertThat(URLS).hasSize(1);
      assertThat(world.workflows()).hasSize(1);
    }

    @Test
    void time_stands_still_until_the_test_moves_it(TestWorld world) throws Exception {
      create(world);
      Status before = world.look(world.workflows().get(0)).status();
      world.advance(Duration.ofSeconds(20));

      assertThat(before).isEqualTo(Status.NEW);
      assertThat(world.look(world.workflows().get(0)).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void outcomes_errors_and_credits_are_plain_calls(TestWorld world) throws Exception {
      world.outcome("fail-at=upscale");
      world.failNext(1, "createWorkflow", 500);
      world.credits(150L);
      int first = create(world).statusCode();
      int second = create(world).statusCode();
      int third = create(world).statusCode();
      world.advance(Duration.ofSeconds(20));

      assertThat(first).isEqualTo(500);
      assertThat(second).isEqualTo(200);
      assertThat(third).isEqualTo(402);
      assertThat(world.credits()).isEqualTo(50);
      assertThat(world.calls("createWorkflow")).isEqualTo(3);
      assertThat(world.look(world.workflows().get(0)).status()).isEqualTo(Status.FAIL);
    }

    @Test
    void an_outcome_that_there_is_not_is_refused(TestWorld world) {
      assertThatThrownBy(() -> world.outcome("fial")).hasMessageContaining("fail-at=STEP");
    }
  }

  /** With settings of its own. */
  @Nested
  class ByField {
    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
        SimulatorExtension.with(Simulator.builder().credits(10));

    @Test
    void settings_hold_for_every_world(TestWorld world) throws Exception {
      assertThat(create(world).statusCode()).isEqualTo(402);
    }
  }

  private static HttpResponse<String> create(TestWorld world) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(world.url() + "/v2/workflow"))
                .header("X-Api-Key", world.key())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"image_urls\": [\"https://example.com/in.png\"]}"))
                .build(),
            BodyHandlers.ofString());
  }
}
