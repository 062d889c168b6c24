package net.vimmerse.workflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.vimmerse.workflow.simulator.store.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workflows take as long as those of a service in a timing profile. */
class TimingTest {
  private static final String PROFILE =
      """
      observed: "2026-11-28"
      templates:
        vim_infinite_loop:
          - {mode: video, new: 2, steps: {upscale: 3, create_media: 5.5}}
          - {mode: video, new: 0, steps: {upscale: 20, create_media: 40}}
      """;
  private static final String LOOP =
      "{\"template_id\": \"vim_infinite_loop\", \"image_urls\": [\"https://example.com/a.png\"]}";

  @TempDir Path directory;

  private Path file(String text) throws Exception {
    return Files.writeString(directory.resolve("timing.yaml"), text);
  }

  /** Returns when each step of a workflow is first seen, and its end, in milliseconds. */
  private static List<Long> times(Simulator simulator, String body) throws Exception {
    ApiClient api = new ApiClient(simulator, "key");
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    api.admin("POST", "/clock", "{\"frozen\": true, \"now\": \"" + start + "\"}");
    String id = api.create(body).json().at("/data/id").asText();
    List<Long> times = new ArrayList<>();
    for (long millis = 0; times.size() < 3 && millis < 100_000; millis += 250) {
      var workflow = api.get("/v2/workflow/" + id).json().path("data");
      boolean processing = !workflow.path("processing_status").asText().equals("new");
      int seen = workflow.path("completions").size() + (processing ? 1 : 0);
      while (times.size() < seen) {
        times.add(millis);
      }
      api.admin("POST", "/clock", "{\"advance\": \"PT0.25S\"}");
    }
    return times;
  }

  @Test
  void a_workflow_repeats_one_of_the_observed_ones() throws Exception {
    Path profile = file(PROFILE);
    Set<String> seen = new TreeSet<>();
    for (int seed = 0; seed < 6; seed++) {
      try (Simulator simulator = Simulator.builder().seed(seed).timing(profile).start()) {
        seen.add(times(simulator, LOOP).toString());
      }
    }

    assertThat(seen).containsExactlyInAnyOrder("[2000, 5000, 10500]", "[0, 20000, 60000]");
  }

  @Test
  void the_same_seed_selects_the_same_one_and_speed_divides_its_times() throws Exception {
    Path profile = file(PROFILE);
    List<List<Long>> times = new ArrayList<>();
    for (double speed : new double[] {1, 1, 2}) {
      try (Simulator simulator = Simulator.builder().seed(3).timing(profile).speed(speed).start()) {
        times.add(times(simulator, LOOP).stream().map(it -> (long) (it * speed)).toList());
      }
    }

    assertThat(times.get(1)).isEqualTo(times.get(0));
    assertThat(times.get(2)).isEqualTo(times.get(0));
  }

  @Test
  void other_templates_keep_the_duration_divided_by_the_speed() throws Exception {
    try (Simulator simulator =
        Simulator.builder()
            .duration(Duration.ofSeconds(400))
            .speed(20)
            .timing(file(PROFILE))
            .start()) {
      assertThat(times(simulator, LOOP.replace("infinite_loop", "360_safari")).get(0))
          .isEqualTo(1_000);
    }
  }

  @Test
  void an_outcome_that_sets_the_duration_scales_the_steps() throws Exception {
    try (Simulator simulator =
        Simulator.builder()
            .timing(
                file(
                    "templates: {vim_infinite_loop: [{new: 1, steps: {upscale: 1, create_media: 8}}]}"))
            .start()) {
      String slow = LOOP.replace("{\"t", "{\"event_id\": \"sim:slow=30s\", \"t");

      assertThat(times(simulator, slow)).containsExactly(3_000L, 6_000L, 30_000L);
    }
  }

  @Test
  void a_workflow_keeps_its_times_when_it_is_persisted() throws Exception {
    Path data = directory.resolve("data");
    String id;
    try (Simulator simulator =
        Simulator.builder()
            .data(data)
            .timing(
                file(
                    "templates: {vim_infinite_loop: [{new: 1, steps: {upscale: 1, create_media: 8}}]}"))
            .start()) {
      ApiClient api = new ApiClient(simulator, "key");
      api.admin("POST", "/clock", "{\"frozen\": true}");
      id = api.create(LOOP).json().at("/data/id").asText();
    }
    try (Simulator simulator = Simulator.builder().data(data).start()) {
      ApiClient api = new ApiClient(simulator, "key");
      api.admin("POST", "/clock", "{\"advance\": \"PT2S\"}");

      assertThat(api.get("/v2/workflow/" + id).json().at("/data/completions/0/flow").asText())
          .isEqualTo("upscale");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "templates: [|line 1",
        "a: 1|templates: expected an object",
        "templates: {nope: []}|nope: the document has no such template",
        "templates: {vim_infinite_loop: [{new: 1, steps: {upscale: 1}}]}|vim_infinite_loop: the document has the steps [[upscale, create_media]], not [upscale]; observe",
        "templates: {vim_infinite_loop: [{new: 1, steps: {upscale: 0, create_media: 0}}]}|vim_infinite_loop: the steps take no time",
        "templates: {vim_infinite_loop: [{steps: {upscale: 1, create_media: 0}}]}|vim_infinite_loop: expected seconds, not ",
        "templates: {vim_infinite_loop: [{new: -1, steps: {upscale: 1, create_media: 0}}]}|vim_infinite_loop: expected seconds, not -1",
      })
  void a_wrong_profile_prevents_the_start(String text, String message) throws Exception {
    Path profile = file(text);

    assertThatThrownBy(() -> Simulator.builder().timing(profile).start())
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith(profile + ": " + message);
  }

  @Test
  void a_profile_that_takes_more_than_a_year_at_the_speed_prevents_the_start() throws Exception {
    Path profile =
        file(
            "templates: {vim_infinite_loop: [{new: 0, steps: {upscale: 1, create_media: 50000}}]}");

    assertThatThrownBy(() -> Simulator.builder().speed(0.001).timing(profile).start())
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith(profile + ": vim_infinite_loop: the duration of a workflow");
  }

  @Test
  void a_missing_profile_or_a_wrong_speed_is_named() {
    Path none = directory.resolve("none.yaml");

    assertThatThrownBy(() -> Simulator.builder().timing(none).start())
        .hasMessageStartingWith("the timing file " + none + " cannot be read");
    assertThatThrownBy(() -> Simulator.builder().speed(0))
        .hasMessage("speed must be from 0.001 to 1000000, but is 0.0");
  }
}
