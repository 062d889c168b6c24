package net.vimmerse.workflow.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.simulator.simulation.TimingProfile.Kind;
import org.junit.jupiter.api.Test;

class TimingProfileTest {

  private static final Pipeline PIPELINE =
      new Pipeline(List.of(new Step(1, "upscale", "image/png")));
  private static final Pace FAST = new Pace(Duration.ZERO, List.of(Duration.ofSeconds(1)));
  private static final Pace SLOW = new Pace(Duration.ZERO, List.of(Duration.ofSeconds(9)));

  private final TimingProfile profile =
      new TimingProfile(Map.of(new Kind("a", List.of("upscale")), List.of(FAST, SLOW)));

  @Test
  void chance_selects_one_of_the_observed_workflows() {
    assertThat(profile.pace("a", PIPELINE, () -> 0)).contains(FAST);
    assertThat(profile.pace("a", PIPELINE, () -> 0.49)).contains(FAST);
    assertThat(profile.pace("a", PIPELINE, () -> 0.5)).contains(SLOW);
    assertThat(profile.pace("a", PIPELINE, () -> 0.99)).contains(SLOW);
  }

  @Test
  void there_is_no_pace_for_another_template_or_other_steps() {
    Pipeline other = new Pipeline(List.of(new Step(1, "other", "image/png")));

    assertThat(profile.pace("b", PIPELINE, () -> 0)).isEmpty();
    assertThat(profile.pace("a", other, () -> 0)).isEmpty();
  }
}
