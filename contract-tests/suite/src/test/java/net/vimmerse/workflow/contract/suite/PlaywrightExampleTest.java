package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/** The tests in examples/playwright pass, with the helper for browser tests. */
@Isolated("a browser needs all processors")
@Timeout(400)
@EnabledIfSystemProperty(named = "tests", matches = "all")
class PlaywrightExampleTest {
  private static final Path EXAMPLE = Repository.ROOT.resolve("examples/playwright");
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String REMEDY = "install Debian's chromium, or similar, and Node.js 18.20";

  @Test
  void the_example_passes_with_a_namespace_for_each_test() throws Exception {
    ExternalTool tool = ExternalTool.of("browser");
    try (Simulator simulator = Simulator.builder().start()) {
      String chromium = chromium().toString();
      Path packages = NodePackages.installed(EXAMPLE).directory();
      Path example =
          TypeScriptProject.copiedTo(packages.resolve("repository"))
              .root()
              .resolve("examples/playwright");
      Map<String, String> environment =
          Map.of(
              "SIMULATOR_URL",
              simulator.url(),
              "CHROMIUM",
              chromium,
              "PORT",
              String.valueOf(freePort()));
      List<String> command =
          List.of(
              "node", packages.resolve("node_modules/@playwright/test/cli.js").toString(), "test");
      try (ChildProcess playwright = ChildProcess.start(command, example, environment)) {
        assertThat(playwright.succeeds(LIMIT, gone -> {})).as(playwright::output).isTrue();
        assertThat(playwright.output()).contains("9 passed");
      }
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    }
  }

  private static Path chromium() throws ToolMissingException {
    List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator, -1));
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new ToolMissingException("chromium is not on the PATH", REMEDY, ""));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
