package net.vimmerse.workflow.simulator.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.simulator.cli.ProcessUsage;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures what API keys take: their memory, and the processor time while nobody calls. 20,000
 * keys, or as many as {@code -Dkeys} says.
 */
@Timeout(600)
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Isolated
class ManyKeysTest {

  private static final int KEYS = Integer.getInteger("keys", 20_000);
  private static final int MAX_BYTES = 6_000;
  private static final String WORKFLOW = "{\"image_urls\": [\"https://example.com/in.png\"]}";

  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keys_take_little_memory_and_no_processor_time(boolean create) throws Exception {
    try (SimulatorProcess simulator =
        start(ProcessBuilder.Redirect.INHERIT, "-Xmx1g", "--max-namespaces=" + 2 * KEYS)) {
      use(simulator, "warm", 200, create);
      long before = ProcessUsage.of(simulator.process()).liveBytes();
      use(simulator, "key", KEYS, create);
      long each = (ProcessUsage.of(simulator.process()).liveBytes() - before) / KEYS;

      simulator.process().waitFor(5, TimeUnit.SECONDS);
      Duration start = cpu(simulator.process());
      simulator.process().waitFor(10, TimeUnit.SECONDS);
      long percent = cpu(simulator.process()).minus(start).toMillis() / 100;

      System.out.printf(
          "[keys] %d, %s: %d bytes each, %d %% of a core while idle%n",
          KEYS, create ? "with a workflow" : "only polled", each, percent);
      assertThat(each).isLessThan(MAX_BYTES);
      assertThat(percent).isLessThan(4);
    }
  }

  @Test
  void a_small_heap_is_enough_for_any_number_of_keys(@TempDir Path directory) throws Exception {
    Path errors = directory.resolve("errors");
    try (SimulatorProcess simulator =
        start(ProcessBuilder.Redirect.to(errors.toFile()), "-Xmx64m")) {
      use(simulator, "key", KEYS, false);

      assertThat(simulator.process().isAlive()).isTrue();
      assertThat(Files.readString(errors)).contains("were not used for longest");
    }
  }

  private static SimulatorProcess start(
      ProcessBuilder.Redirect errors, String heap, String... options) throws IOException {
    return SimulatorProcess.start(
        new ProcessBuilder(SimulatorProcess.command(List.of(heap), options)).redirectError(errors));
  }

  private void use(SimulatorProcess simulator, String prefix, int keys, boolean create)
      throws IOException, InterruptedException {
    for (int n = 0; n < keys; n++) {
      String key = prefix + n;
      if (create) {
        send(
            request(simulator, key, "/v2/workflow")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(WORKFLOW)),
            200);
      }
      send(request(simulator, key, "/v2/workflow/x"), 404);
    }
  }

  private void send(HttpRequest.Builder request, int status)
      throws IOException, InterruptedException {
    assertThat(http.send(request.build(), BodyHandlers.discarding()).statusCode())
        .isEqualTo(status);
  }

  private static HttpRequest.Builder request(SimulatorProcess simulator, String key, String path) {
    return HttpRequest.newBuilder(URI.create(simulator.url() + path)).header("X-Api-Key", key);
  }

  private static Duration cpu(Process process) {
    return process.info().totalCpuDuration().orElseThrow();
  }
}
