package net.vimmerse.workflow.simulator.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.openapi.DocumentedResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {

  private static final String PATH = "/__admin/simulator/snapshot";
  private static final String KEY = "a-very-secret-key";
  private static final String CREATE =
      "{\"image_urls\": [\"https://example.com/in.png\"], \"title\": \"next\"}";

  private final Simulator from = Simulator.builder().credits(100_000).refunds(true).start();
  private final Simulator to = Simulator.builder().credits(300).jitter(0.9).start();
  private final ApiClient source = new ApiClient(from, KEY);

  @AfterEach
  void stop() {
    from.close();
    to.close();
  }

  @Test
  void an_importing_simulator_returns_identical_responses() {
    SampleState.fill(source);
    String snapshot = snapshot(from, "GET", "").text();

    assertThat(snapshot(to, "PUT", snapshot).status()).isEqualTo(204);

    assertThat(snapshot(to, "GET", "").text()).isEqualTo(snapshot);
    assertThat(SampleState.responses(to, new ApiClient(to, KEY)))
        .isEqualTo(SampleState.responses(from, source));
  }

  @Test
  void a_snapshot_includes_the_seed_of_future_ids() {
    SampleState.fill(source);
    snapshot(to, "PUT", snapshot(from, "GET", "").text());

    assertThat(new ApiClient(to, KEY).created(CREATE).path("id"))
        .isEqualTo(source.created(CREATE).path("id"));
  }

  @Test
  void a_snapshot_contains_no_api_key() {
    SampleState.fill(source);

    assertThat(snapshot(from, "GET", "").text()).contains("namespaces").doesNotContain("secret");
  }

  @Test
  void an_import_replaces_existing_state() {
    new ApiClient(to, "old").createdFor("x");
    source.createdFor("x");
    snapshot(to, "PUT", snapshot(from, "GET", "").text());

    assertThat(snapshot(to, "GET", "").json().path("namespaces")).hasSize(1);
    assertThat(new ApiClient(to, "old").admin("/workflows").path("workflows")).isEmpty();
  }

  @Test
  void a_namespace_can_be_imported_for_another_key() {
    SampleState.fill(source);
    ApiClient other = new ApiClient(to, "other");
    new ApiClient(to, "bystander").createdFor("x");

    assertThat(other.admin("PUT", "/snapshot", source.admin("/snapshot").toString()).status())
        .isEqualTo(204);

    JsonNode given = other.admin("/workflows").path("workflows");
    assertThat(given).isEqualTo(source.admin("/workflows").path("workflows"));
    assertThat(other.workflow(given.at("/0/id").asText()).path("customer_id"))
        .isNotEqualTo(source.workflow(given.at("/0/id").asText()).path("customer_id"));
    assertThat(new ApiClient(to, "bystander").admin("/workflows").path("workflows")).hasSize(1);
  }

  @Test
  void a_workflow_cannot_be_in_two_namespaces() {
    source.createdFor("x");
    ApiClient other = new ApiClient(from, "other");

    assertThat(other.admin("PUT", "/snapshot", source.admin("/snapshot").toString()).status())
        .isEqualTo(422);
    assertThat(other.admin("/workflows").path("workflows")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /version, 1, reads version 2
          /namespaces/0/created, "x", created
          /namespaces/0/seed, {}, value
          /namespaces/0/surprise, 1, surprise
          /namespaces/0/clock/scale, -1, scale
          /namespaces/0/clock/at, '"1970-01-01T0:00:00Z"', is not a time such as
          /namespaces/0/clock/at, null, clock
          /namespaces/0/workflows, {}, workflows: expected an array
          /namespaces/0/workflows/0/id, null, id
          /namespaces/0/workflows/0/created_at, "soon", created_at
          /namespaces/0/workflows/0/plan/outcome, {"type":"failure"}, step
          /namespaces/0/workflows/0/plan/outcome/type, "never", never
          /namespaces/0/workflows/0/pipeline/steps, [], step
          """)
  void an_invalid_snapshot_is_rejected_by_name_and_changes_nothing(
      String at, String value, String named) throws Exception {
    source.createdFor("x");
    ObjectNode snapshot = (ObjectNode) source.admin("/snapshot");
    String parent = at.substring(0, at.lastIndexOf('/'));
    ((ObjectNode) snapshot.at(parent))
        .set(
            at.substring(parent.length() + 1),
            new com.fasterxml.jackson.databind.json.JsonMapper().readTree(value));
    ApiClient other = new ApiClient(to);

    ApiClient.Response response = other.admin("PUT", "/snapshot", snapshot.toString());

    assertThat(response.status()).isEqualTo(422);
    assertThat(response.text()).contains(named).doesNotContain("java", "net.vimmerse", "Cannot");
    assertThat(other.admin("/workflows").path("workflows")).isEmpty();
  }

  @Test
  void snapshots_of_a_namespace_and_of_a_simulator_are_not_interchangeable() {
    source.createdFor("x");
    new ApiClient(from, "second").createdFor("x");

    assertThat(snapshot(to, "PUT", source.admin("/snapshot").toString()).status()).isEqualTo(422);
    assertThat(
            new ApiClient(to).admin("PUT", "/snapshot", snapshot(from, "GET", "").text()).status())
        .isEqualTo(422);
  }

  @Test
  void duplicate_namespaces_are_rejected() {
    source.createdFor("x");
    ObjectNode snapshot = (ObjectNode) snapshot(from, "GET", "").json();
    ArrayNode namespaces = (ArrayNode) snapshot.path("namespaces");
    namespaces.add(namespaces.get(0).deepCopy());

    assertThat(snapshot(to, "PUT", snapshot.toString()).status()).isEqualTo(422);
  }

  @Test
  void a_snapshot_may_be_larger_than_other_bodies() {
    source.createdFor("x");
    String snapshot = source.admin("/snapshot") + " ".repeat(2_000_000);

    assertThat(new ApiClient(to).admin("PUT", "/snapshot", snapshot).status()).isEqualTo(204);
    assertThat(new ApiClient(to).admin("POST", "/credits", "{}" + " ".repeat(2_000_000)).status())
        .isEqualTo(413);
  }

  @Test
  void a_name_beyond_the_limit_of_the_parser_is_invalid() {
    ApiClient.Response response =
        new ApiClient(to).admin("PUT", "/snapshot", "{\"" + "x".repeat(50_001) + "\": 1}");

    assertThat(response.status()).isEqualTo(422);
    assertThat(response.text()).contains("exceeds its limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"namespaces\": [{\"workflows\": [{\"id\":", "{\"namespaces\": [", "{"})
  void a_snapshot_that_ends_too_early_is_no_wrong_value(String start) throws IOException {
    String chunk = Integer.toHexString(start.length()) + "\r\n" + start;

    assertThat(put("Content-Length: 1000", start)).isEqualTo("HTTP/1.1 400");
    assertThat(put("Transfer-Encoding: chunked", chunk)).isEqualTo("HTTP/1.1 400");
    assertThat(put("Transfer-Encoding: chunked", chunk + "no end")).isEqualTo("HTTP/1.1 400");
  }

  private String put(String header, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.port())) {
      socket.setSoTimeout(30_000);
      String head = "PUT " + PATH + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n";
      socket
          .getOutputStream()
          .write((head + "Content-Type: application/json\r\n\r\n" + body).getBytes(US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readNBytes(12), US_ASCII);
    }
  }

  @Test
  void an_imported_snapshot_is_persisted(@TempDir Path directory) {
    SampleState.fill(source);
    try (Simulator persisted = Simulator.builder().data(directory).start()) {
      new ApiClient(persisted, KEY).createdFor("to be forgotten");
      snapshot(persisted, "PUT", snapshot(from, "GET", "").text());
    }
    try (Simulator persisted = Simulator.builder().data(directory).start()) {
      assertThat(SampleState.responses(persisted, new ApiClient(persisted, KEY)))
          .isEqualTo(SampleState.responses(from, source));
    }
  }

  private static ApiClient.Response snapshot(Simulator simulator, String method, String json) {
    ApiClient.Response response =
        ApiClient.send(
            HttpRequest.newBuilder(URI.create(simulator.url() + PATH))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    DocumentedResponse.check(method, PATH, response);
    return response;
  }
}
