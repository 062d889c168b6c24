package net.vimmerse.workflow.simulator.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Measures what an open dashboard costs, and prints one row of the table in its guide for each
 * case. The name does not end in Test, so it runs on request only: {@code -Dtest=DashboardLoad}.
 */
@UsesChromium
@ResourceLock(ChromiumExtension.IN_REAL_TIME)
class DashboardLoad {
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(20);
  private static final JsonMapper JSON = new JsonMapper();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @ParameterizedTest
  @CsvSource({"0, 0", "5000, 0", "100000, 0", "100000, 10"})
  void measure_an_open_dashboard(int ended, int processing, BrowserPage page) throws IOException {
    try (Simulator simulator = Simulator.builder().duration(Duration.ofHours(1)).start()) {
      TestClient demo = new TestClient(simulator.url(), "demo");
      create(demo, ended);
      demo.advance(Duration.ofHours(2));
      create(demo, processing);

      page.networkTraffic();
      page.open(simulator.url() + "/#/workflows?namespace=" + demo.namespace(), 1440, 900);
      pause(page, SETTLING);
      Traffic first = Traffic.of(page);
      double busyBefore = page.metric("TaskDuration");
      long serverBefore = SYSTEM.getProcessCpuTime();
      pause(page, MEASURED);
      Traffic idle = Traffic.of(page);
      double seconds = MEASURED.toMillis() / 1000.0;
      System.out.printf(
          Locale.ROOT,
          "| %,d | %d | %.0f KiB | %.1f | %.1f KiB/s | %.1f %% | %.1f %% | %,d |%n",
          ended + processing,
          processing,
          first.bytes / 1024.0,
          idle.requests / seconds,
          idle.bytes / 1024.0 / seconds,
          100 * (page.metric("TaskDuration") - busyBefore) / seconds,
          100 * (SYSTEM.getProcessCpuTime() - serverBefore) / 1e9 / seconds,
          page.count("*"));
    }
  }

  private static void create(TestClient demo, int count) {
    String body = "{\"title\": \"Launch\", \"image_urls\": [\"https://example.com/in.png\"]}";
    IntStream.range(0, count).parallel().forEach(n -> demo.create(body));
  }

  private static void pause(BrowserPage page, Duration time) {
    page.asyncScript(
        "await new Promise(resolve => setTimeout(resolve, arguments[0]))", time.toMillis());
  }

  /** The responses that the page received. */
  private record Traffic(int requests, long bytes) {

    static Traffic of(BrowserPage page) throws IOException {
      int requests = 0;
      long bytes = 0;
      for (String entry : page.networkTraffic()) {
        JsonNode message = JSON.readTree(entry).path("message");
        if (message.path("method").asText().equals("Network.loadingFinished")) {
          requests++;
          bytes += message.at("/params/encodedDataLength").asLong();
        }
      }
      return new Traffic(requests, bytes);
    }
  }
}
