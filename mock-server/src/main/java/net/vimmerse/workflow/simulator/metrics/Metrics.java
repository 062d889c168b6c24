package net.vimmerse.workflow.simulator.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import net.vimmerse.workflow.simulator.api.HandledRequest;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.Responses;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.namespace.Namespaces;
import net.vimmerse.workflow.simulator.simulation.Status;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.simulation.WorkflowView;

/**
 * Counts and times requests, and counts what the namespaces hold when someone asks.
 *
 * <p>Thread-safe.
 */
public final class Metrics {

  /** The path of the metrics, where Prometheus looks by default. */
  public static final String PATH = "/metrics";

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private static final double[] SECONDS = {
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Namespaces namespaces;
  private final Counter requests;
  private final Histogram durations;
  private final Histogram writes;

  /** Creates metrics without any request yet. */
  public Metrics(Namespaces namespaces) {
    this.namespaces = namespaces;
    this.requests =
        Counter.builder()
            .name("workflow_simulator_requests")
            .help("Requests to the Workflow API, by operation and response status.")
            .labelNames("operation", "status")
            .register(registry);
    this.durations =
        Histogram.builder()
            .name("workflow_simulator_request_duration")
            .unit(Unit.SECONDS)
            .help("Time to compute a response and write its change, without injected delays.")
            .labelNames("operation")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    this.writes =
        Histogram.builder()
            .name("workflow_simulator_store_write_duration")
            .unit(Unit.SECONDS)
            .help("Time to write a change to the data directory.")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    gauge("namespaces", "Namespaces, one for each API key.", namespaces::size);
    gauge("webhooks_pending", "Webhooks that are still to be sent.", this::pendingWebhooks);
    GaugeWithCallback.builder()
        .name("workflow_simulator_workflows")
        .help("Stored workflows, by the status that their clock gives.")
        .labelNames("status")
        .callback(
            callback ->
                byStatus().forEach((status, count) -> callback.call(count, status.toString())))
        .register(registry);
  }

  private void gauge(String name, String help, IntSupplier value) {
    GaugeWithCallback.builder()
        .name("workflow_simulator_" + name)
        .help(help)
        .callback(callback -> callback.call(value.getAsInt()))
        .register(registry);
  }

  /** Counts a request. */
  public void handled(HandledRequest request) {
    String operation = request.operation() == null ? "none" : request.operation();
    requests.labelValues(operation, String.valueOf(request.status())).inc();
    durations.labelValues(operation).observe(Unit.nanosToSeconds(request.duration().toNanos()));
  }

  /** Records how long a write to the store took, in nanoseconds. */
  public void wrote(long nanoseconds) {
    writes.observe(Unit.nanosToSeconds(nanoseconds));
  }

  /** Returns the metrics of this moment, in the text format of Prometheus. */
  public ApiResponse respond(ApiRequest request) {
    if (!METHODS.contains(request.method())) {
      return new Responses().methodNotAllowed(request, METHODS);
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ApiResponse response =
        new ApiResponse(
            200,
            Map.of("Content-Type", writer.getContentType(), "Cache-Control", "no-store"),
            text.toByteArray());
    return request.method().equals("HEAD") ? response.headersOnly() : response;
  }

  private int pendingWebhooks() {
    return namespaces.inMemory().stream().mapToInt(each -> each.webhooks().pending()).sum();
  }

  private Map<Status, Integer> byStatus() {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      counts.put(status, 0);
    }
    for (Namespace namespace : namespaces.inMemory()) {
      Instant now = namespace.clock().instant();
      for (Workflow workflow : namespace.workflows()) {
        counts.merge(WorkflowView.of(workflow, now).status(), 1, Integer::sum);
      }
    }
    return counts;
  }
}
