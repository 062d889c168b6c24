package net.vimmerse.workflow.simulator.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds the text format of Prometheus. Only this class refers to its library, so that a start
 * loads nothing of it.
 */
final class PrometheusText {

  private static final String PREFIX = "workflow_simulator_";
  private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();

  private final List<MetricSnapshot> metrics = new ArrayList<>();

  /** Adds counts, each with the values of labels. */
  void counter(String name, String help, String[] labels, Map<List<String>, Long> counts) {
    CounterSnapshot.Builder metric = CounterSnapshot.builder().name(PREFIX + name).help(help);
    counts.forEach(
        (values, count) ->
            metric.dataPoint(
                CounterDataPointSnapshot.builder()
                    .labels(labels(labels, values))
                    .value(count)
                    .build()));
    metrics.add(metric.build());
  }

  /** Adds current values, each with the values of labels. */
  void gauge(String name, String help, String[] labels, Map<List<String>, Integer> current) {
    GaugeSnapshot.Builder metric = GaugeSnapshot.builder().name(PREFIX + name).help(help);
    current.forEach(
        (values, value) ->
            metric.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(labels(labels, values))
                    .value(value)
                    .build()));
    metrics.add(metric.build());
  }

  /** Adds durations, each with the values of labels. */
  void durations(
      String name, String help, String[] labels, Map<List<String>, DurationCounts> durations) {
    HistogramSnapshot.Builder metric =
        HistogramSnapshot.builder().name(PREFIX + name + "_seconds").help(help).unit(Unit.SECONDS);
    durations.forEach(
        (values, counts) ->
            metric.dataPoint(
                HistogramDataPointSnapshot.builder()
                    .labels(labels(labels, values))
                    .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(DurationCounts.bounds(), counts.counts()))
                    .sum(counts.sum())
                    .build()));
    metrics.add(metric.build());
  }

  private static Labels labels(String[] names, List<String> values) {
    return Labels.of(names, values.toArray(String[]::new));
  }

  /** Returns all that was added, sorted by name. */
  byte[] toBytes() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      WRITER.write(text, new MetricSnapshots(metrics));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toByteArray();
  }

  /** Returns the media type of the text. */
  static String contentType() {
    return WRITER.getContentType();
  }
}
