package net.vimmerse.workflow.contract.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.contract.observation.ObservedWorkflow.ObservedStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file with the times of observed workflows. */
class TimingProfileTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 28);

  @TempDir Path directory;

  private static ObservedWorkflow workflow(String template, String mode, Map<String, Long> millis) {
    List<ObservedStep> steps =
        millis.entrySet().stream()
            .map(
                it ->
                    new ObservedStep(
                        it.getKey(), List.of("image/png"), Duration.ofMillis(it.getValue())))
            .toList();
    return new ObservedWorkflow(
        template,
        mode,
        "success",
        true,
        Duration.ofMinutes(1),
        Duration.ofMillis(2_400),
        steps,
        List.of("image/png"),
        Optional.empty(),
        Optional.empty());
  }

  private static Map<String, Long> steps(String first, long time, String second, long other) {
    Map<String, Long> steps = new LinkedHashMap<>();
    steps.put(first, time);
    steps.put(second, other);
    return steps;
  }

  private TimingProfile read(String yaml) throws IOException {
    return TimingProfile.read(Files.writeString(directory.resolve("timing.yaml"), yaml));
  }

  @Test
  void a_file_has_one_line_for_each_workflow() throws IOException {
    TimingProfile profile = TimingProfile.read(directory.resolve("none"));
    profile.add(workflow("vim_b", "video", steps("upscale", 11_304, "create_media", 48_996)));
    profile.add(workflow("vim_a", "on", steps("Any step", 1, "x\"y", 10_000)));

    assertThat(profile.yaml(DAY))
        .isEqualTo(
            """
            # The times of workflows of a service in seconds, for --timing of the simulator.
            observed: "2026-11-28"
            templates:
              vim_a:
                - {mode: "on", new: 2.4, steps: {"Any step": 0, "x\\"y": 10}}
              vim_b:
                - {mode: video, new: 2.4, steps: {upscale: 11.3, create_media: 49}}
            """);
    assertThat(read(profile.yaml(DAY)).yaml(DAY)).isEqualTo(profile.yaml(DAY));
  }

  @Test
  void a_workflow_with_other_steps_replaces_those_of_its_mode() throws IOException {
    TimingProfile profile =
        read(
            """
            templates:
              vim_a:
                - {mode: video, new: 1, steps: {one: 1, two: 2}}
                - {mode: image, new: 1, steps: {one: 1}}
            """);
    profile.add(workflow("vim_a", "video", steps("one", 1_000, "two", 3_000)));

    assertThat(profile.yaml(DAY)).contains("two: 2}", "two: 3}", "mode: image");

    profile.add(workflow("vim_a", "video", steps("one", 1_000, "three", 4_000)));

    assertThat(profile.yaml(DAY)).contains("three: 4}", "mode: image").doesNotContain("two");
  }

  @Test
  void the_oldest_of_more_than_a_hundred_workflows_is_forgotten() throws IOException {
    TimingProfile profile = read("templates: {}");
    for (long i = 0; i < 101; i++) {
      profile.add(workflow("vim_a", "video", Map.of("one", 1_000 * i)));
    }

    assertThat(profile.yaml(DAY).lines().filter(it -> it.contains("mode: video")))
        .hasSize(100)
        .noneMatch(it -> it.contains("one: 0}"))
        .last()
        .asString()
        .contains("one: 100}");
  }

  @Test
  void no_timing_profile_is_an_error() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("observed: today"))
        .withMessage("it has no templates");
    assertThatIllegalArgumentException().isThrownBy(() -> read("a: ["));
  }
}
