package net.vimmerse.workflow.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RandomSeedTest {

  @Test
  void results_depend_on_seed_and_occasion_only() {
    assertThat(new RandomSeed(1).id("a")).isEqualTo(new RandomSeed(1).id("a"));
    assertThat(new RandomSeed(1).id("a")).isNotEqualTo(new RandomSeed(2).id("a"));
    assertThat(new RandomSeed(1).chance("a")).isNotEqualTo(new RandomSeed(1).chance("b"));
  }

  @Test
  void ids_are_random_uuids_and_chances_are_spread_from_0_to_1() {
    double sum = 0;
    for (int n = 0; n < 1_000; n++) {
      UUID id = UUID.fromString(new RandomSeed(n).id("a"));
      double chance = new RandomSeed(n).chance("a");
      sum += chance;

      assertThat(id.version()).isEqualTo(4);
      assertThat(id.variant()).isEqualTo(2);
      assertThat(chance).isBetween(0.0, Math.nextDown(1.0));
    }
    assertThat(sum).isBetween(450.0, 550.0);
  }
}
