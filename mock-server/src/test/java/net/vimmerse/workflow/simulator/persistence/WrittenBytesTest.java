package net.vimmerse.workflow.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
@EnabledIfSystemProperty(named = "tests", matches = "all")
class WrittenBytesTest {

  private static final int CHANGES = 150;

  @TempDir private Path directory;

  @Test
  void a_change_writes_as_much_after_hundreds_of_pending_refunds_and_webhooks_as_before()
      throws IOException {
    try (SimulatorProcess simulator =
        SimulatorProcess.start("--refunds", "--credits=1000000", "--data=" + directory)) {
      Path counters = Path.of("/proc/" + simulator.process().pid() + "/io");
      assumeTrue(Files.isReadable(counters), "the system does not count written bytes");
      ApiClient api = new ApiClient(simulator.url(), "key");
      long before = written(counters);
      create(api, CHANGES);
      long first = written(counters) - before;
      create(api, 3 * CHANGES);
      before = written(counters);
      create(api, CHANGES);
      long last = written(counters) - before;

      // In proportion to what is pending it would be nine times as much.
      assertThat(last).isLessThan(2 * first);
    }
  }

  private static void create(ApiClient api, int count) {
    for (int i = 0; i < count; i++) {
      api.created(
          "{\"image_urls\": [\"https://example.com/in.png\"], \"event_id\": \"sim:slow=1h,fail\","
              + " \"webhook_url\": \"http://127.0.0.1:1/hook\"}");
    }
  }

  private static long written(Path counters) throws IOException {
    return Files.readAllLines(counters).stream()
        .filter(line -> line.startsWith("wchar: "))
        .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
        .sum();
  }
}
