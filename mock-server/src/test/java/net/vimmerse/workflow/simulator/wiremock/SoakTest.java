package net.vimmerse.workflow.simulator.wiremock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.cli.ProcessUsage;
import net.vimmerse.workflow.simulator.cli.SimulatorProcess;
import net.vimmerse.workflow.simulator.clock.Durations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Runs a mixed load on a process whose bounds are all reached early: 15 seconds, or as long as
 * {@code -Dsoak} says; 300 requests per second, or as many as {@code -Dsoak.pace} says.
 */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@EnabledOnOs(OS.LINUX)
@Isolated
class SoakTest {

  private static final Duration LENGTH = Durations.parse(System.getProperty("soak", "15s"));
  private static final int REQUESTS_PER_SECOND = Integer.getInteger("soak.pace", 300);
  private static final int SAMPLES = 20;
  private static final int MAX_WORKFLOWS = 400;
  private static final int MAX_NAMESPACES = 60;

  /** Fewer than would be evicted, although others than the load's keepers create some, too. */
  private static final int LATEST = MAX_WORKFLOWS / 4;

  /** The margin of what depends on what else the machine does. */
  private static final double NOT_CHECKED = Double.POSITIVE_INFINITY;

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("live heap, MB", 4, sample -> sample.usage.liveBytes() / 1e6),
          new Figure("threads", 10, sample -> sample.usage.threads()),
          new Figure("descriptors", 40, sample -> sample.usage.descriptors()),
          new Figure("resident memory, MB", 24, sample -> sample.usage.residentBytes() / 1e6),
          new Figure("data file, MB", 4, sample -> sample.fileBytes / 1e6),
          new Figure("processor time, ms per request", 1, sample -> sample.cpuMillis),
          new Figure("median, ms", NOT_CHECKED, sample -> percentile(sample.millis, 50)),
          new Figure("99th percentile, ms", NOT_CHECKED, sample -> percentile(sample.millis, 99)));

  @TempDir private Path directory;

  @Test
  void nothing_grows_and_nothing_is_lost() throws Exception {
    Path errors = directory.resolve("errors");
    Map<String, String> kept;
    try (SimulatorProcess simulator = start(errors);
        MixedLoad load = new MixedLoad(URI.create(simulator.url()), REQUESTS_PER_SECOND)) {
      load.start();
      List<Sample> samples = new ArrayList<>();
      for (int n = 0; n < SAMPLES; n++) {
        long sent = load.sent();
        Duration cpu = cpu(simulator);
        assertThat(simulator.process().waitFor(LENGTH.toMillis() / SAMPLES, TimeUnit.MILLISECONDS))
            .as("the process has ended: %s", Files.readString(errors))
            .isFalse();
        samples.add(
            sample(simulator.process(), load, load.sent() - sent, cpu(simulator).minus(cpu)));
        print(samples.get(n));
      }
      load.stop();
      kept = load.kept(LATEST);

      System.out.printf(
          "[soak] %d requests, %d webhooks, %d workflows that must be there, %s of processor time%n",
          load.sent(), load.webhooks(), kept.size(), cpu(simulator));
      assertThat(load.problems()).isEmpty();
      assertBoundsAreReached(simulator, load, errors);
      assertThere(simulator, kept);
      for (int wait = 0; wait < 600 && !load.isReported(kept.keySet()); wait++) {
        assertThat(simulator.process().waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
      }
      assertThat(load.isReported(kept.keySet())).as("all webhooks were received").isTrue();
      FIGURES.forEach(figure -> figure.assertDoesNotGrow(samples));
    }
    // It was killed.
    try (SimulatorProcess again = start(errors)) {
      assertThere(again, kept);
    }
  }

  private SimulatorProcess start(Path errors) throws IOException {
    return SimulatorProcess.start(
        new ProcessBuilder(
                SimulatorProcess.command(
                    List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"),
                    "--data=" + directory.resolve("data"),
                    "--duration=1s",
                    "--refunds",
                    "--loopback-webhooks",
                    "--max-workflows=" + MAX_WORKFLOWS,
                    "--max-namespaces=" + MAX_NAMESPACES,
                    "--max-log-bytes=500000",
                    "--namespace-ttl=1m"))
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile())));
  }

  private Sample sample(Process process, MixedLoad load, long sent, Duration cpu)
      throws IOException {
    double[] millis = load.takeMillis();
    double cpuMillis = (double) cpu.toMillis() / sent;
    ProcessUsage usage = ProcessUsage.of(process);
    return new Sample(usage, Files.size(directory.resolve("data/simulator.db")), cpuMillis, millis);
  }

  private static Duration cpu(SimulatorProcess simulator) {
    return simulator.process().info().totalCpuDuration().orElseThrow();
  }

  private static void assertBoundsAreReached(
      SimulatorProcess simulator, MixedLoad load, Path errors) throws IOException {
    var oldest = load.oldest();
    assertThat(
            new ApiClient(simulator.url(), oldest.getValue().key())
                .get("/v2/workflow/" + oldest.getKey())
                .status())
        .as("the oldest workflow")
        .isEqualTo(404);
    assertThat(Files.readString(errors)).contains("(--max-namespaces)");
  }

  private static void assertThere(SimulatorProcess simulator, Map<String, String> kept) {
    List<String> lost = new ArrayList<>();
    kept.forEach(
        (id, key) -> {
          if (new ApiClient(simulator.url(), key).get("/v2/workflow/" + id).status() != 200) {
            lost.add(id);
          }
        });
    assertThat(lost).as("lost workflows").isEmpty();
  }

  private static void print(Sample sample) {
    StringBuilder line = new StringBuilder("[soak]");
    FIGURES.forEach(
        figure ->
            line.append(" %s %.1f;".formatted(figure.name, figure.value.applyAsDouble(sample))));
    System.out.println(line.append(" %d responses".formatted(sample.millis.length)));
  }

  private static double percentile(double[] sorted, int percent) {
    return sorted.length == 0 ? 0 : sorted[sorted.length * percent / 100];
  }

  /** What was measured at one time, and the sorted response times since the last. */
  private record Sample(ProcessUsage usage, long fileBytes, double cpuMillis, double[] millis) {}

  private record Figure(String name, double margin, ToDoubleFunction<Sample> value) {

    /**
     * Requires that the minimum of the last quarter exceeds the maximum of the second by at most
     * the margin: what grows steadily does so by a quarter of the time at least, while the others
     * vary.
     */
    void assertDoesNotGrow(List<Sample> samples) {
      int quarter = samples.size() / 4;
      double before =
          samples.subList(quarter, 2 * quarter).stream().mapToDouble(value).max().orElseThrow();
      List<Sample> last = samples.subList(3 * quarter, samples.size());
      double after = last.stream().mapToDouble(value).min().orElseThrow();
      assertThat(after)
          .as(
              "%s: at most %.1f in the second quarter, at least this in the last.%n%s%n%s",
              name, before, samples.get(quarter).usage.histogram(), last.get(0).usage.histogram())
          .isLessThanOrEqualTo(before + margin);
    }
  }
}
