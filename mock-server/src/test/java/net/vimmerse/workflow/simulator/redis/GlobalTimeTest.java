package net.vimmerse.workflow.simulator.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.vimmerse.workflow.simulator.clock.VirtualClock;
import org.junit.jupiter.api.Test;

class GlobalTimeTest {

  private static final Instant GLOBAL = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant OWN = Instant.parse("2040-01-01T00:00:00Z");

  @Test
  void is_the_same_time_for_a_clock_that_follows_the_global_one() {
    assertThat(GlobalTime.of(VirtualClock.State.FOLLOWING, GLOBAL.plusNanos(1)))
        .contains(GLOBAL.toEpochMilli());
  }

  @Test
  void is_relative_to_the_last_change_of_the_clock() {
    assertThat(GlobalTime.of(new VirtualClock.State(OWN, GLOBAL, 1), OWN.plusSeconds(10)))
        .contains(GLOBAL.plusSeconds(10).toEpochMilli());
  }

  @Test
  void comes_sooner_by_a_faster_clock_and_never_too_late() {
    assertThat(GlobalTime.of(new VirtualClock.State(OWN, GLOBAL, 10), OWN.plusSeconds(10)))
        .contains(GLOBAL.plusSeconds(1).toEpochMilli() - 1);
  }

  @Test
  void is_past_or_never_by_a_frozen_clock() {
    VirtualClock.State frozen = new VirtualClock.State(OWN, GLOBAL, 0);

    assertThat(GlobalTime.of(frozen, OWN)).contains(0L);
    assertThat(GlobalTime.of(frozen, OWN.plusNanos(1))).isEmpty();
  }
}
