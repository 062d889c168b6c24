package net.vimmerse.workflow.simulator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Exports and imports a snapshot whose text does not fit into memory beside the state. */
@Timeout(180)
@EnabledIfSystemProperty(named = "tests", matches = "all")
class LargeSnapshotTest {

  private static final String HEAP = "-Xmx80m";

  /** The limit with this heap. */
  private static final int MAX_BYTES = 64 << 20;

  private static final int WORKFLOWS = 20_000;
  private static final String PATH = "/__admin/simulator/snapshot";

  @TempDir private Path directory;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void a_snapshot_needs_no_memory_for_its_text() throws Exception {
    Path seed =
        Files.writeString(
            directory.resolve("seed.yaml"),
            "[{key: k, count: " + WORKFLOWS + ", request: {image_urls: [https://example.com/a]}}]");
    Path snapshot = directory.resolve("snapshot.json");
    try (SimulatorProcess from = start("--seed-file=" + seed)) {
      assertThat(http.send(request(from).build(), BodyHandlers.ofFile(snapshot)).statusCode())
          .isEqualTo(200);
    }
    assertThat(snapshot).isNotEmptyFile();
    assertThat(Files.size(snapshot)).isGreaterThan(16 << 20);
    try (SimulatorProcess to = start()) {
      assertThat(
              http.send(
                      request(to)
                          .header("Content-Type", "application/json")
                          .PUT(BodyPublishers.ofFile(snapshot))
                          .build(),
                      BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(204);
      assertThat(
              new ApiClient(to.url(), "k")
                  .admin("/namespaces")
                  .at("/namespaces/0/workflows")
                  .asInt())
          .isEqualTo(WORKFLOWS);
    }
  }

  @Test
  void a_snapshot_that_is_too_large_is_no_wrong_value() throws Exception {
    String body = "{\"namespaces\": [{\"workflows\": [{\"id\":" + " ".repeat(MAX_BYTES);
    try (SimulatorProcess to = start()) {
      assertThat(
              http.send(
                      request(to)
                          .header("Content-Type", "application/json")
                          .PUT(BodyPublishers.ofString(body))
                          .build(),
                      BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(413);
    }
  }

  private static SimulatorProcess start(String... options) throws IOException {
    return SimulatorProcess.start(
        new ProcessBuilder(SimulatorProcess.command(List.of(HEAP), options))
            .redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  private static HttpRequest.Builder request(SimulatorProcess simulator) {
    return HttpRequest.newBuilder(URI.create(simulator.url() + PATH));
  }
}
