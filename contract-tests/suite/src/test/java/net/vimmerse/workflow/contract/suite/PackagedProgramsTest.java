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
import java.util.function.Predicate;
import java.util.jar.JarFile;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.contract.cli.Main;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars of the simulator and of the kit, started by {@code java -jar}. */
class PackagedProgramsTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String ANNOUNCEMENT = "Workflow API simulator at ";
  private static final String WIREMOCK = "(com/github/tomakehurst|org)/wiremock/.+";
  private static final String KEY = "s3cret-of-mine";

  @TempDir Path elsewhere;

  @Test
  void the_simulator_serves_client_and_kit_and_stops_on_a_signal() throws Exception {
    try (ChildProcess simulator =
        start(
            Simulator.class, line -> line.startsWith(ANNOUNCEMENT), "--port=0", "--duration=0s")) {
      assertThat(simulator.awaitSign(LIMIT)).isTrue();
      String line = simulator.output();
      assertThat(line).startsWith(ANNOUNCEMENT).contains("try: curl ");
      String url = line.substring(ANNOUNCEMENT.length(), line.indexOf(" - "));

      assertSucceeds(url);
      assertConforms(url);

      simulator.terminate();
      assertThat(simulator.endsWithin(LIMIT)).isTrue();
      assertThat(simulator.output()).isEqualTo(line);
    }
  }

  private static void assertSucceeds(String url) {
    try (WorkflowClient client = WorkflowClient.builder().apiKey("demo").baseUrl(url).build()) {
      assertThat(
              client
                  .create(VimAstronautRequest.builder().addImageUrl(GeneratedRequest.IMAGE).build())
                  .await()
                  .processingStatus())
          .isSameAs(ProcessingStatus.SUCCESS);
    }
  }

  private void assertConforms(String url) throws Exception {
    try (ChildProcess kit =
        start(
            Main.class,
            line -> false,
            "--target=" + url,
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
  void the_kit_contains_neither_simulator_nor_client() throws Exception {
    try (JarFile jar = new JarFile(jarOf(Main.class).toFile())) {
      assertThat(jar.stream().map(it -> it.getName()))
          .contains("net/vimmerse/workflow/workflow-api.yaml")
          .noneMatch(it -> it.startsWith("net/vimmerse/workflow/simulator"))
          .noneMatch(it -> it.startsWith("net/vimmerse/workflow/client"))
          .noneMatch(it -> it.startsWith("org/junit"));
    }
  }

  @Test
  void the_simulator_hides_no_library_of_an_application() throws Exception {
    try (JarFile jar = new JarFile(jarOf(Simulator.class).toFile())) {
      assertThat(jar.stream().map(it -> it.getName()).filter(it -> it.endsWith(".class")))
          .map(it -> it.replaceFirst("^META-INF/versions/\\d+/", ""))
          .allMatch(
              it -> it.matches("(net/vimmerse/workflow|wiremock|org/jspecify)/.+|" + WIREMOCK));
    }
  }

  private ChildProcess start(Class<?> program, Predicate<String> sign, String... arguments)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jarOf(program).toString()));
    command.addAll(List.of(arguments));
    return ChildProcess.start(command, elsewhere, Map.of("KEY", KEY), sign);
  }

  private static Path jarOf(Class<?> program) throws URISyntaxException {
    URI jar = program.getProtectionDomain().getCodeSource().getLocation().toURI();
    assertThat(jar.getPath()).as("run by mvn verify, which packages it").endsWith(".jar");
    return Path.of(jar);
  }
}
