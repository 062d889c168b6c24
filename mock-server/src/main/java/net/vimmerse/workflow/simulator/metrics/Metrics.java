package net.vimmerse.workflow.simulator.metrics;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
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

  private static final String[] NO_LABELS = {};

  private final Namespaces namespaces;

  /** By operation, then by status. */
  private final Map<String, Map<Integer, LongAdder>> requests = new ConcurrentHashMap<>();

  private final Map<String, DurationCounts> durations = new ConcurrentHashMap<>();
  private final DurationCounts writes = new DurationCounts();

  /** Creates metrics without any request yet. */
  public Metrics(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  /** Counts a request. */
  public void handled(HandledRequest request) {
    String operation = request.operation() == null ? "none" : request.operation();
    requests
        .computeIfAbsent(operation, key -> new ConcurrentHashMap<>())
        .computeIfAbsent(request.status(), key -> new LongAdder())
        .increment();
    durations
        .computeIfAbsent(operation, key -> new DurationCounts())
        .add(request.duration().toNanos());
  }

  /** Records how long a write to the store took, in nanoseconds. */
  public void wrote(long nanoseconds) {
    writes.add(nanoseconds);
  }

  /** Returns the metrics of this moment, in the text format of Prometheus. */
  public ApiResponse respond(ApiRequest request) {
    if (!METHODS.contains(request.method())) {
      return new Responses().methodNotAllowed(request, METHODS);
    }
    ApiResponse response =
        new ApiResponse(
            200,
            Map.of("Content-Type", PrometheusText.contentType(), "Cache-Control", "no-store"),
            text().toBytes());
    return request.method().equals("HEAD") ? response.headersOnly() : response;
  }

  private PrometheusText text() {
    Map<List<String>, Long> responses = new HashMap<>();
    requests.forEach(
        (operation, byStatus) ->
            byStatus.forEach(
                (status, count) ->
                    responses.put(List.of(operation, status.toString()), count.sum())));
    Map<List<String>, DurationCounts> byOperation = new HashMap<>();
    durations.forEach((operation, counts) -> byOperation.put(List.of(operation), counts));
    PrometheusText text = new PrometheusText();
    text.counter(
        "requests",
        "Requests to the Workflow API, by operation and response status.",
        new String[] {"operation", "status"},
        responses);
    text.durations(
        "request_duration",
        "Time to compute a response and write its change, without injected delays.",
        new String[] {"operation"},
        byOperation);
    text.durations(
        "store_write_duration",
        "Time to write a change to the data directory.",
        NO_LABELS,
        Map.of(List.of(), writes));
    text.gauge(
        "namespaces",
        "Namespaces, one for each API key.",
        NO_LABELS,
        Map.of(List.of(), namespaces.size()));
    text.gauge(
        "webhooks_pending",
        "Webhooks that are still to be sent.",
        NO_LABELS,
        Map.of(List.of(), pendingWebhooks()));
    text.gauge(
        "workflows",
        "Stored workflows, by the status that their clock gives.",
        new String[] {"status"},
        byStatus());
    return text;
  }

  private int pendingWebhooks() {
    return namespaces.inMemory().stream().mapToInt(each -> each.webhooks().pending()).sum();
  }

  private Map<List<String>, Integer> byStatus() {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (Status status : Status.values()) {
      counts.put(List.of(status.toString()), 0);
    }
    for (Namespace namespace : namespaces.inMemory()) {
      Instant now = namespace.clock().instant();
      for (Workflow workflow : namespace.workflows()) {
        String status = WorkflowView.of(workflow, now).status().toString();
        counts.merge(List.of(status), 1, Integer::sum);
      }
    }
    return counts;
  }
}
