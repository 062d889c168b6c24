package net.vimmerse.workflow.simulator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DurationCountsTest {

  private final DurationCounts counts = new DurationCounts();

  @Test
  void a_duration_counts_for_the_first_bound_that_it_does_not_exceed() {
    counts.add(TimeUnit.MICROSECONDS.toNanos(100));
    counts.add(TimeUnit.MICROSECONDS.toNanos(100) + 1);
    counts.add(TimeUnit.SECONDS.toNanos(5));
    counts.add(TimeUnit.SECONDS.toNanos(5) + 1);
    counts.add(0);

    assertThat(counts.counts()).startsWith(2, 1, 0).endsWith(0, 1, 1);
    assertThat(counts.sum()).isEqualTo(10.000200002);
  }

  @Test
  void the_bounds_are_in_seconds_and_the_last_is_infinite() {
    assertThat(DurationCounts.bounds())
        .startsWith(0.0001, 0.00025)
        .endsWith(1, 5, Double.POSITIVE_INFINITY)
        .hasSameSizeAs(counts.counts());
    assertThat(Arrays.stream(DurationCounts.bounds()).sorted().toArray())
        .isEqualTo(DurationCounts.bounds());
  }
}
