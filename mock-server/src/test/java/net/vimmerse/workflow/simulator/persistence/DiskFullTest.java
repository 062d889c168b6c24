package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Limits the size of the files of a process, which then fails like a full disk. */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(120)
class DiskFullTest {

  /** In blocks of 512 bytes. */
  private static final int MAX_BLOCKS = 1_024;

  @TempDir private Path directory;

  @BeforeAll
  static void requirePrlimit() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit is not installed");
  }

  @Test
  void reads_go_on_writes_are_rejected_and_no_restart_is_needed() throws Exception {
    Path errors = directory.resolve("errors");
    Path data = directory.resolve("data");
    String key = UUID.randomUUID().toString();
    List<String> told = new ArrayList<>();
    try (SimulatorProcess simulator =
        SimulatorProcess.start(new ProcessBuilder(limited(data)).redirectError(errors.toFile()))) {
      ApiClient api = new ApiClient(simulator.url(), key);
      ApiClient.Response rejected = createUntilRejected(api, told);

      assertThat(rejected.status()).isEqualTo(503);
      assertThat(rejected.json().path("code").asText()).isEqualTo("NOT_PERSISTED");
      assertThat(rejected.text()).contains("cannot be written").doesNotContain("java", "h2");
      assertThat(api.admin("GET", "/health", "").status()).isEqualTo(503);
      assertThat(api.admin("POST", "/faults", "{\"status\": 500}").status()).isEqualTo(503);
      assertThat(api.workflow(told.get(0)).path("id").asText()).isEqualTo(told.get(0));
      assertThat(ids(api)).as("in memory").containsExactlyElementsOf(told);
      assertThat(Files.readAllLines(errors)).as("the log").hasSize(1);

      new ProcessBuilder("prlimit", "--pid", "" + simulator.process().pid(), "--fsize=unlimited:")
          .inheritIO()
          .start()
          .waitFor();
      while (api.admin("GET", "/health", "").status() != 200) {
        Thread.onSpinWait();
      }
      told.add(create(api).json().at("/data/id").asText());

      assertThat(ids(api)).containsExactlyElementsOf(told);
      assertThat(Files.readAllLines(errors)).hasSize(2);
    }
    try (Simulator second = Simulator.builder().data(data).start()) {
      assertThat(ids(new ApiClient(second, key))).containsExactlyElementsOf(told);
    }
  }

  @Test
  void what_was_told_is_there_after_a_kill_while_there_is_no_room() throws Exception {
    Path data = directory.resolve("data");
    String key = UUID.randomUUID().toString();
    List<String> told = new ArrayList<>();
    try (SimulatorProcess simulator = SimulatorProcess.start(new ProcessBuilder(limited(data)))) {
      createUntilRejected(new ApiClient(simulator.url(), key), told);
    }
    try (Simulator second = Simulator.builder().data(data).start()) {
      assertThat(ids(new ApiClient(second, key))).containsExactlyElementsOf(told);
    }
  }

  private static List<String> limited(Path data) {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -S -f " + MAX_BLOCKS + "; exec \"$@\"", "sh"));
    command.addAll(SimulatorProcess.command(List.of(), "--data=" + data));
    return command;
  }

  private static ApiClient.Response createUntilRejected(ApiClient api, List<String> told) {
    ApiClient.Response response = create(api);
    while (response.status() == 200) {
      told.add(response.json().at("/data/id").asText());
      response = create(api);
    }
    return response;
  }

  private static ApiClient.Response create(ApiClient api) {
    return api.create("{\"image_urls\": [\"https://example.com/in.png\"]}");
  }

  private static List<String> ids(ApiClient api) {
    List<String> ids = new ArrayList<>();
    JsonNode page = api.admin("/workflows?limit=1000");
    page.path("workflows").forEach(workflow -> ids.add(workflow.path("id").asText()));
    return ids;
  }
}
