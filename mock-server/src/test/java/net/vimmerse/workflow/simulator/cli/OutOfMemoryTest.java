package net.vimmerse.workflow.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledIfSystemProperty(named = "tests", matches = "all")
class OutOfMemoryTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Timeout(300)
  void a_process_that_has_no_memory_left_ends_and_says_so(
      boolean persistent, @TempDir Path directory) throws Exception {
    Path errors = directory.resolve("errors");
    List<String> options =
        new ArrayList<>(List.of("--max-workflows=100000000", "--max-log-bytes=1000000000"));
    if (persistent) {
      options.add("--data=" + directory.resolve("data"));
    }
    List<String> command =
        SimulatorProcess.command(List.of("-Xmx32m"), options.toArray(String[]::new));
    try (SimulatorProcess process =
        SimulatorProcess.start(new ProcessBuilder(command).redirectError(errors.toFile()))) {
      fill(process.url());

      assertThat(process.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.process().exitValue()).isEqualTo(3);
      assertThat(Files.readString(errors)).startsWith("Out of memory. Start it with a larger heap");
    }
  }

  /** Creates workflows with large titles until the process has gone. */
  private static void fill(String url) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest create =
        HttpRequest.newBuilder(URI.create(url + "/v2/workflow"))
            .header("X-Api-Key", "demo")
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"image_urls\": [\"https://example.com/in.png\"], \"event_id\": \""
                        + "x".repeat(20_000)
                        + "\"}"))
            .build();
    try {
      while (true) {
        client.send(create, BodyHandlers.discarding());
      }
    } catch (IOException gone) {
      // The process has ended.
    }
  }
}
