package net.vimmerse.workflow.simulator.clock;

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
  void the_clock_follows_its_source_in_microseconds() {
    VirtualClock clock = new VirtualClock(InstantSource.fixed(START));

    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123456Z"));
  }

  @Test
  void repeated_advances_add_up() {
    VirtualClock clock = new VirtualClock(InstantSource.fixed(START));
    Instant before = clock.instant();

    clock.advance(Duration.ofSeconds(30));
    clock.advance(Duration.ofDays(1));

    assertThat(Duration.between(before, clock.instant()))
        .isEqualTo(Duration.ofDays(1).plusSeconds(30));
  }

  @Test
  void negative_durations_are_rejected() {
    VirtualClock clock = new VirtualClock(InstantSource.fixed(START));

    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("forward");
  }

  @Test
  void a_task_due_between_two_microseconds_runs_at_the_later_one() {
    Instant due = START.plusSeconds(1);
    AtomicReference<VirtualClock> clock = new AtomicReference<>();
    List<Instant> done = new ArrayList<>();
    DueTasks once =
        new DueTasks() {
          @Override
          public Optional<Instant> nextDue(VirtualClock asking) {
            return done.isEmpty() ? Optional.of(due) : Optional.empty();
          }

          @Override
          public void runDue() {
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

  @Test
  void a_task_due_after_the_target_does_not_run() {
    OneTask later = new OneTask(START.plusSeconds(10));
    VirtualClock clock = new VirtualClock(InstantSource.fixed(START), later);

    clock.advance(Duration.ofSeconds(5));

    assertThat(later.ranAt).isNull();
    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:05.123456Z"));
  }

  @Test
  void an_overdue_task_does_not_set_the_clock_back() {
    OneTask overdue = new OneTask(START.minusSeconds(10));
    VirtualClock clock = new VirtualClock(InstantSource.fixed(START), overdue);

    clock.advance(Duration.ofSeconds(1));

    assertThat(overdue.ranAt).isNotNull().isAfterOrEqualTo(START.minusMillis(1));
  }

  @Test
  void a_time_that_cannot_be_represented_is_the_end_of_the_range() {
    Instant early = Instant.parse("1971-01-01T00:00:00Z");
    Instant late = Instant.parse("8999-01-01T00:00:00Z");
    VirtualClock fast = new VirtualClock(InstantSource.fixed(late));
    VirtualClock back = new VirtualClock(InstantSource.fixed(early));

    fast.load(new VirtualClock.State(early, early, VirtualClock.MAX_SCALE));
    back.load(new VirtualClock.State(early, late, VirtualClock.MAX_SCALE));

    assertThat(fast.instant()).isEqualTo(Instant.parse("9000-01-01T00:00:00Z"));
    assertThat(back.instant()).isEqualTo(Instant.parse("1970-01-01T00:00:00Z"));
  }

  @Test
  void an_interrupted_change_is_refused_and_the_thread_stays_interrupted() {
    VirtualClock clock = new VirtualClock(InstantSource.fixed(START));

    Thread.currentThread().interrupt();

    assertThatThrownBy(clock::freeze)
        .isInstanceOf(ClockBusyException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void the_clock_runs_at_its_scale_and_stops_when_frozen() {
    AtomicReference<Instant> source = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    VirtualClock clock = new VirtualClock(source::get);
    Instant start = clock.instant();
    assertThat(clock.followsSource()).isTrue();
    assertThat(clock.isFrozen()).isFalse();

    clock.scale(2.5);
    source.updateAndGet(now -> now.plusMillis(1_500));
    assertThat(clock.instant()).isEqualTo(start.plusMillis(3_750));
    assertThat(clock.scale()).isEqualTo(2.5);
    assertThat(clock.followsSource()).isFalse();

    clock.freeze();
    source.updateAndGet(now -> now.plusSeconds(9));
    assertThat(clock.instant()).isEqualTo(start.plusMillis(3_750));
    assertThat(clock.isFrozen()).isTrue();

    VirtualClock.State state = clock.state();
    clock.unfreeze();
    source.updateAndGet(now -> now.plusSeconds(1));
    assertThat(clock.instant()).isEqualTo(start.plusMillis(4_750));

    clock.restore(state);
    assertThat(clock.instant()).isEqualTo(start.plusMillis(3_750));

    clock.reset();
    assertThat(clock.instant()).isEqualTo(source.get());
  }

  @Test
  void scales_outside_the_range_are_rejected() {
    VirtualClock clock = new VirtualClock(InstantSource.fixed(START));
    clock.scale(0);
    clock.scale(VirtualClock.MAX_SCALE);

    for (double scale : new double[] {-1, Math.nextUp(VirtualClock.MAX_SCALE), Double.NaN}) {
      assertThatThrownBy(() -> clock.scale(scale)).hasMessageContaining("scale must be");
      assertThatThrownBy(() -> new VirtualClock.State(START, START, scale))
          .hasMessageContaining("scale must be");
    }
  }

  @Test
  void the_clock_can_be_set_between_1970_and_9000() {
    VirtualClock clock = new VirtualClock(InstantSource.fixed(START));
    Instant last = Instant.parse("9000-01-01T00:00:00Z");
    clock.set(Instant.EPOCH);
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    clock.set(last);
    assertThat(clock.instant()).isEqualTo(last);

    for (Instant beyond : List.of(Instant.EPOCH.minusNanos(1), last.plusNanos(1))) {
      assertThatThrownBy(() -> clock.set(beyond)).hasMessageContaining("between 1970 and 9000");
      assertThatThrownBy(() -> new VirtualClock.State(beyond, START, 1))
          .hasMessageContaining("between 1970 and 9000");
      assertThatThrownBy(() -> new VirtualClock.State(START, beyond, 1))
          .hasMessageContaining("between 1970 and 9000");
    }
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(Long.MAX_VALUE)))
        .hasMessageContaining("between 1970 and 9000");
  }

  @Test
  void advancing_releases_the_lock() {
    VirtualClock clock = new VirtualClock(InstantSource.fixed(START));
    Instant before = clock.instant();
    clock.advance(Duration.ofSeconds(1));

    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> clock.advance(Duration.ofSeconds(1)));

    assertThat(clock.instant()).isEqualTo(before.plusSeconds(2));
  }

  /** Is due once, and records the time of the clock at which it ran. */
  private static final class OneTask implements DueTasks {
    private final Instant due;
    private VirtualClock asking;
    private Instant ranAt;

    OneTask(Instant due) {
      this.due = due;
    }

    @Override
    public Optional<Instant> nextDue(VirtualClock clock) {
      asking = clock;
      return ranAt == null ? Optional.of(due) : Optional.empty();
    }

    @Override
    public void runDue() {
      ranAt = asking.instant();
    }
  }
}
