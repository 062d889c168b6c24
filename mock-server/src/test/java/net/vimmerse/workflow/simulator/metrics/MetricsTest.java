package net.vimmerse.workflow.simulator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

  private static final String CREATE = "{\"image_urls\": [\"https://example.com/in.png\"]}";

  @Test
  void requests_are_counted_by_operation_and_status() throws Exception {
    try (Simulator simulator = Simulator.builder().start()) {
      send(simulator, "POST", "/v2/workflow", CREATE);
      send(simulator, "POST", "/v2/workflow", "[]");
      send(simulator, "GET", "/v2/workflow/unknown", "");
      send(simulator, "GET", "/nowhere", "");

      assertThat(metrics(simulator))
          .contains(
              "workflow_simulator_requests_total{operation=\"createWorkflow\",status=\"200\"} 1.0",
              "workflow_simulator_requests_total{operation=\"createWorkflow\",status=\"422\"} 1.0",
              "workflow_simulator_requests_total{operation=\"getWorkflow\",status=\"404\"} 1.0",
              "workflow_simulator_requests_total{operation=\"none\",status=\"404\"} 1.0",
              "workflow_simulator_request_duration_seconds_count{operation=\"createWorkflow\"} 2",
              "workflow_simulator_store_write_duration_seconds_count 0");
    }
  }

  @Test
  void workflows_are_counted_by_the_status_that_their_clock_gives() throws Exception {
    try (Simulator simulator = Simulator.builder().duration(Duration.ofMinutes(1)).start()) {
      send(simulator, "POST", "/v2/workflow", CREATE);
      simulator.namespace("demo").clock().freeze();
      send(simulator, "POST", "/v2/workflow", CREATE);
      assertThat(metrics(simulator))
          .contains("workflow_simulator_workflows{status=\"success\"} 0.0");

      simulator.namespace("demo").clock().advance(Duration.ofMinutes(2));

      assertThat(metrics(simulator))
          .contains(
              "workflow_simulator_workflows{status=\"success\"} 2.0",
              "workflow_simulator_workflows{status=\"fail\"} 0.0",
              "workflow_simulator_namespaces 1.0",
              "workflow_simulator_webhooks_pending 0.0");
    }
  }

  @Test
  void writes_to_the_data_directory_are_timed(@TempDir Path data) throws Exception {
    try (Simulator simulator = Simulator.builder().data(data).start()) {
      send(simulator, "POST", "/v2/workflow", CREATE);

      assertThat(metrics(simulator))
          .doesNotContain("workflow_simulator_store_write_duration_seconds_count 0");
    }
  }

  @Test
  void metrics_are_for_those_who_may_call_the_admin_api() throws Exception {
    try (Simulator simulator = Simulator.builder().adminToken("secret").start()) {
      assertThat(send(simulator, "GET", Metrics.PATH, "").statusCode()).isEqualTo(401);
      assertThat(
              send(simulator, "GET", Metrics.PATH, "", "Authorization", "Bearer wrong")
                  .statusCode())
          .isEqualTo(401);

      HttpResponse<String> response =
          send(simulator, "GET", Metrics.PATH, "", "Authorization", "Bearer secret");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      assertThat(
              send(simulator, "GET", Metrics.PATH, "", "Origin", "https://evil.example")
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void other_methods_than_get_and_head_are_not_allowed() throws Exception {
    try (Simulator simulator = Simulator.builder().start()) {
      HttpResponse<String> posted = send(simulator, "POST", Metrics.PATH, "{}");

      assertThat(posted.statusCode()).isEqualTo(405);
      assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
      HttpResponse<String> head = send(simulator, "HEAD", Metrics.PATH, "");
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
    }
  }

  private static String metrics(Simulator simulator) throws Exception {
    return send(simulator, "GET", Metrics.PATH, "").body();
  }

  private static HttpResponse<String> send(
      Simulator simulator, String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(simulator.url() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("X-Api-Key", "demo")
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
