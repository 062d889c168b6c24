package net.vimmerse.workflow.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class VirtualClockTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456789Z");

  @Test
  void it_runs_with_its_source_in_whole_microseconds() {
    VirtualClock clock = new VirtualClock(InstantSource.fixed(START));

    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
  }

  @Test
  void it_can_be_put_forward_again_and_again() {
    VirtualClock clock = new VirtualClock(InstantSource.fixed(START));
    Instant before = clock.instant();

    clock.advance(Duration.ofSeconds(30));
    clock.advance(Duration.ofDays(1));

    assertThat(Duration.between(before, clock.instant()))
        .isEqualTo(Duration.ofDays(1).plusSeconds(30));
  }

  @Test
  void it_does_not_go_back() {
    VirtualClock clock = new VirtualClock(InstantSource.fixed(START));

    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("forward");
  }
}
