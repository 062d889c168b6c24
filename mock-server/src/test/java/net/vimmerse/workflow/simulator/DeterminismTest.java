package net.vimmerse.workflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {

  @Test
  void runs_with_equal_seeds_and_frozen_clocks_return_identical_responses() {
    assertThat(run(7)).isEqualTo(run(7));
  }

  @Test
  void another_seed_changes_the_ids() {
    assertThat(run(7)).isNotEqualTo(run(8));
  }

  private static List<String> run(long seed) {
    List<String> responses = new ArrayList<>();
    try (Simulator simulator = Simulator.builder().seed(seed).jitter(0.5).start()) {
      ApiClient api = new ApiClient(simulator, "the-same-key");
      api.admin("POST", "/clock", "{\"frozen\": true, \"now\": \"2026-01-01T00:00:00Z\"}");
      api.admin("POST", "/outcomes", "{\"probability\": 0.5, \"outcome\": \"fail-at=upscale\"}");
      for (int n = 0; n < 5; n++) {
        ApiClient.Response created =
            api.create(
                "{\"image_urls\": [\"https://example.com/in.png\"],"
                    + " \"options\": {\"pipeline_mode\": \"image\"}}");
        responses.add(created.text() + created.header("X-Simulator-Note"));
        String id = created.json().at("/data/id").asText();
        api.admin("POST", "/clock", "{\"advance\": \"PT9S\"}");
        responses.add(api.get("/v2/workflow/" + id).text());
        api.admin("POST", "/clock", "{\"advance\": \"PT60S\"}");
        ApiClient.Response done = api.get("/v2/workflow/" + id);
        responses.add(done.text());
        String url = done.json().at("/data/completions/0/result/0/url").asText();
        responses.add(Arrays.toString(api.get(url).body()));
      }
      String own = simulator.url();
      responses.replaceAll(response -> response.replace(own, "http://simulator"));
    }
    return responses;
  }
}
