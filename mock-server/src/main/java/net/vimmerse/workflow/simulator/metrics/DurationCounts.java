package net.vimmerse.workflow.simulator.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts durations in buckets. Thread-safe. */
final class DurationCounts {

  /** The longest duration of each bucket but the last, in microseconds. */
  private static final long[] BOUNDS = {
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000,
    5_000_000
  };

  private static final int BUCKETS = BOUNDS.length + 1;

  private final LongAdder[] counts = new LongAdder[BUCKETS];
  private final LongAdder sum = new LongAdder();

  DurationCounts() {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] = new LongAdder();
    }
  }

  /** Counts a duration in nanoseconds. */
  void add(long nanoseconds) {
    int bucket = 0;
    while (bucket < BOUNDS.length && nanoseconds > TimeUnit.MICROSECONDS.toNanos(BOUNDS[bucket])) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(nanoseconds);
  }

  /** Returns how many durations each bucket has. */
  long[] counts() {
    long[] values = new long[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      values[i] = counts[i].sum();
    }
    return values;
  }

  /** Returns the longest duration of each bucket, in seconds. */
  static double[] bounds() {
    double[] seconds = new double[BUCKETS];
    for (int i = 0; i < BOUNDS.length; i++) {
      seconds[i] = BOUNDS[i] / 1e6;
    }
    seconds[BOUNDS.length] = Double.POSITIVE_INFINITY;
    return seconds;
  }

  /** Returns the sum of all durations, in seconds. */
  double sum() {
    return sum.sum() / 1e9;
  }
}
