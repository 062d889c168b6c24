package net.vimmerse.workflow.simulator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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

  @Test
  void what_is_due_between_two_microseconds_is_done_at_the_second() {
    Instant due = START.plusSeconds(1);
    AtomicReference<VirtualClock> clock = new AtomicReference<>();
    List<Instant> done = new ArrayList<>();
    Agenda once =
        new Agenda() {
          @Override
          public Optional<Instant> nextDue(VirtualClock asking) {
            return done.isEmpty() ? Optional.of(due) : Optional.empty();
          }

          @Override
          public void doDue() {
            if (!clock.get().instant().isBefore(due)) {
              done.add(clock.get().instant());
            }
          }
        };
    clock.set(new VirtualClock(InstantSource.fixed(START), once));

    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> clock.get().advance(Duration.ofSeconds(2)));

    assertThat(done).containsExactly(Instant.parse("2026-01-01T00:00:01.123457Z"));
  }
}
