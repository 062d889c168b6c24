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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Measures what an open dashboard costs, and prints one row of the table in its guide for each
 * case. The name does not end in Test, so it runs on request only: {@code -Dtest=DashboardLoad
 * -Dtests=all}.
 */
@UsesChromium
@ResourceLock(ChromiumExtension.IN_REAL_TIME)
class DashboardLoad {
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final Duration MEASURED = Duration.ofSeconds(20);
  private static final JsonMapper JSON = new JsonMapper();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Test
  void measure_an_empty_page(BrowserPage page) {
    page.open("about:blank", 1440, 900);
    pause(page, SETTLING);
    long browserBefore = browserNanos();
    pause(page, MEASURED);
    System.out.printf(
        Locale.ROOT, "| an empty page: %.1f %% |%n", percent(browserNanos() - browserBefore));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1h", "5000, 0, 1h", "100000, 0, 1h", "100000, 10, 1h", "100000, 10, 1m"})
  void measure_an_open_dashboard(int ended, int processing, String duration, BrowserPage page)
      throws IOException {
    Duration each = Duration.parse("PT" + duration);
    try (Simulator simulator = Simulator.builder().duration(each).start()) {
      TestClient demo = new TestClient(simulator.url(), "demo");
      create(demo, ended);
      demo.advance(Duration.ofHours(2));
      create(demo, processing);

      page.networkTraffic();
      page.open(simulator.url() + "/#/workflows?namespace=" + demo.namespace(), 1440, 900);
      pause(page, SETTLING);
      Traffic first = Traffic.of(page);
      double threadBefore = page.metric("TaskDuration");
      long browserBefore = browserNanos();
      long serverBefore = SYSTEM.getProcessCpuTime();
      pause(page, MEASURED);
      long serverNanos = SYSTEM.getProcessCpuTime() - serverBefore;
      long browserNanos = browserNanos() - browserBefore;
      double thread = page.metric("TaskDuration") - threadBefore;
      Traffic idle = Traffic.of(page);
      double seconds = MEASURED.toSeconds();
      System.out.printf(
          Locale.ROOT,
          "| %,d | %s | %.0f KiB | %.1f | %.1f KiB/s | %.1f %% | %.1f %% | %.1f %% | %,d |%n",
          ended + processing,
          processing == 0 ? "0" : processing + " for " + duration,
          first.bytes / 1024.0,
          idle.requests / seconds,
          idle.bytes / 1024.0 / seconds,
          percent((long) (thread * 1e9)),
          percent(browserNanos),
          percent(serverNanos),
          page.count("*"));
    }
  }

  /** Returns the processor time of all Chromium processes of this JVM, its driver left out. */
  private static long browserNanos() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::info)
        .filter(info -> info.command().filter(DashboardLoad::isBrowser).isPresent())
        .mapToLong(info -> info.totalCpuDuration().orElse(Duration.ZERO).toNanos())
        .sum();
  }

  private static boolean isBrowser(String command) {
    return command.contains("chrom") && !command.endsWith("chromedriver");
  }

  /** Returns a part of the measured time, of one processor. */
  private static double percent(long nanos) {
    return 100.0 * nanos / MEASURED.toNanos();
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
