package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.client.WorkflowClient;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.VimAstronautRequest;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The released jar, started by {@code java -jar}. */
class PackagedSimulatorTest {
  private static final String ANNOUNCEMENT = "Workflow API simulator at ";

  @TempDir Path elsewhere;

  @Test
  void the_jar_serves_prints_its_URL_and_stops_on_a_signal() throws Exception {
    try (ChildProcess simulator = start("--port=0", "--duration=0s")) {
      assertThat(simulator.awaitSign(Duration.ofMinutes(1))).isTrue();
      String line = simulator.output();
      assertThat(line).startsWith(ANNOUNCEMENT).contains("try: curl ");
      String url = line.substring(ANNOUNCEMENT.length(), line.indexOf(" - "));

      try (WorkflowClient client = WorkflowClient.builder().apiKey("demo").baseUrl(url).build()) {
        assertThat(
                client
                    .create(
                        VimAstronautRequest.builder().addImageUrl(GeneratedRequest.IMAGE).build())
                    .await()
                    .processingStatus())
            .isSameAs(ProcessingStatus.SUCCESS);
      }

      simulator.terminate();
      assertThat(simulator.endsWithin(Duration.ofMinutes(1))).isTrue();
      assertThat(simulator.output()).isEqualTo(line);
    }
  }

  @Test
  void a_port_in_use_gives_one_line_and_exit_code_1() throws Exception {
    try (Simulator first = Simulator.builder().start();
        ChildProcess second = start("--port=" + first.port())) {
      assertThat(second.endsWithin(Duration.ofMinutes(1))).isTrue();
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.output()).hasLineCount(1).contains("already in use", "--port");
    }
  }

  private ChildProcess start(String... arguments) throws Exception {
    URI jar = Simulator.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    assertThat(jar.getPath()).as("run by mvn verify, which packages it").endsWith(".jar");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of(jar).toString()));
    command.addAll(List.of(arguments));
    return ChildProcess.start(command, elsewhere, Map.of(), line -> line.startsWith(ANNOUNCEMENT));
  }
}
