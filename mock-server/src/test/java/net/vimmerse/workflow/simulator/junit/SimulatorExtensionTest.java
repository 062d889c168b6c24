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
import net.vimmerse.workflow.simulator.namespace.TestNamespace;
import net.vimmerse.workflow.simulator.simulation.Status;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SimulatorExtensionTest {

  /** Uses the extension as a service's own tests would: with any HTTP client, a URL and a key. */
  @WithSimulator
  @Nested
  class ByAnnotation {
    private static final Set<String> URLS = ConcurrentHashMap.newKeySet();
    private static final Set<String> KEYS = ConcurrentHashMap.newKeySet();

    @RepeatedTest(5)
    void each_test_has_its_own_namespace_in_a_shared_simulator(TestNamespace namespace)
        throws Exception {
      URLS.add(namespace.url());
      create(namespace);

      assertThat(KEYS.add(namespace.apiKey())).isTrue();
      assertThat(URLS).hasSize(1);
      assertThat(namespace.workflows()).hasSize(1);
    }

    @Test
    void the_clock_is_frozen_until_the_test_advances_it(TestNamespace namespace) throws Exception {
      create(namespace);
      Status before = namespace.view(namespace.workflows().get(0)).status();
      namespace.advance(Duration.ofSeconds(20));

      assertThat(before).isEqualTo(Status.NEW);
      assertThat(namespace.view(namespace.workflows().get(0)).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void a_test_sets_outcomes_faults_and_credits_by_method_calls(TestNamespace namespace)
        throws Exception {
      namespace.outcome("fail-at=upscale");
      namespace.failNext(1, "createWorkflow", 500);
      namespace.credits(150L);
      int first = create(namespace).statusCode();
      int second = create(namespace).statusCode();
      int third = create(namespace).statusCode();
      namespace.advance(Duration.ofSeconds(20));

      assertThat(first).isEqualTo(500);
      assertThat(second).isEqualTo(200);
      assertThat(third).isEqualTo(402);
      assertThat(namespace.credits()).isEqualTo(50);
      assertThat(namespace.calls("createWorkflow")).isEqualTo(3);
      assertThat(namespace.view(namespace.workflows().get(0)).status()).isEqualTo(Status.FAIL);
    }

    @Test
    void an_unknown_outcome_is_rejected(TestNamespace namespace) {
      assertThatThrownBy(() -> namespace.outcome("fial")).hasMessageContaining("fail-at=STEP");
    }
  }

  /** Uses an extension with other settings. */
  @Nested
  class ByField {
    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
        SimulatorExtension.with(Simulator.builder().credits(10));

    @Test
    void builder_settings_apply_to_every_namespace(TestNamespace namespace) throws Exception {
      assertThat(create(namespace).statusCode()).isEqualTo(402);
    }
  }

  private static HttpResponse<String> create(TestNamespace namespace) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(namespace.url() + "/v2/workflow"))
                .header("X-Api-Key", namespace.apiKey())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"image_urls\": [\"https://example.com/in.png\"]}"))
                .build(),
            BodyHandlers.ofString());
  }
}
