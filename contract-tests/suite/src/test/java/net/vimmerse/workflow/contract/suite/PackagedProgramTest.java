package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import net.vimmerse.workflow.contract.cli.Main;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit's jar, started by {@code java -jar}. */
class PackagedProgramTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String KEY = "s3cret-of-mine";

  @TempDir Path elsewhere;

  @Test
  void the_jar_tests_a_server() throws Exception {
    try (Simulator simulator = Simulator.builder().start();
        ChildProcess kit =
            start(
                "--target=" + simulator.url(),
                "--api-key-env=KEY",
                "--operation=getWorkflow",
                "--html=report.html")) {
      assertThat(kit.endsWithin(LIMIT)).isTrue();

      assertThat(kit.output()).endsWith("Conforms to the document").doesNotContain(KEY);
      assertThat(kit.exitCode()).isZero();
      assertThat(Files.readString(elsewhere.resolve("report.html"))).contains("getWorkflow");
    }
  }

  @Test
  void without_a_target_it_names_the_missing_option() throws Exception {
    try (ChildProcess kit = start()) {
      assertThat(kit.endsWithin(LIMIT)).isTrue();

      assertThat(kit.exitCode()).isEqualTo(2);
      assertThat(kit.output()).contains("--target=URL");
    }
  }

  @Test
  void the_jar_contains_neither_simulator_nor_client() throws Exception {
    try (JarFile jar = new JarFile(jar().toFile())) {
      assertThat(jar.stream().map(it -> it.getName()))
          .contains("net/vimmerse/workflow/workflow-api.yaml")
          .noneMatch(it -> it.startsWith("net/vimmerse/workflow/simulator"))
          .noneMatch(it -> it.startsWith("net/vimmerse/workflow/client"))
          .noneMatch(it -> it.startsWith("org/junit"));
    }
  }

  private ChildProcess start(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar().toString()));
    command.addAll(List.of(arguments));
    return ChildProcess.start(command, elsewhere, Map.of("KEY", KEY));
  }

  private static Path jar() throws URISyntaxException {
    URI jar = Main.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    assertThat(jar.getPath()).as("run by mvn verify, which packages it").endsWith(".jar");
    return Path.of(jar);
  }
}
