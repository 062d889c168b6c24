package net.vimmerse.workflow.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.sequences.runner.Environment;
import net.vimmerse.workflow.contract.sequences.runner.SequenceRunner;
import net.vimmerse.workflow.contract.suite.RandomSequences;
import net.vimmerse.workflow.contract.suite.Shell;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Runs the printed shell script of a failed sequence: it shows the fault of the faulty server, and
 * none on the unchanged simulator.
 */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(300)
class PrintedShellScriptTest {

  @Test
  void the_script_shows_an_update_that_changes_too_much() throws Exception {
    Printed printed = printed("an update also publishes");

    assertThat(printed.broken.path("visibility_status"))
        .isNotEqualTo(printed.unchanged.path("visibility_status"));
    assertThat(printed.broken.path("visibility_status").asText()).isEqualTo("2");
  }

  @Test
  void the_script_advances_the_clock_to_show_a_workflow_that_never_ends() throws Exception {
    Printed printed = printed("the workflow never ends");

    assertThat(printed.lines).contains("/__admin/simulator/clock");
    assertThat(printed.broken.path("processing_status").asText()).isEqualTo("processing");
    assertThat(printed.broken.path("result")).isNotEmpty();
    assertThat(printed.unchanged.path("processing_status").asText()).isEqualTo("success");
  }

  @Test
  void the_script_uses_the_second_key() throws Exception {
    Printed printed = printed("all keys are one");

    assertThat(printed.lines).contains("$OTHER_API_KEY");
    assertThat(printed.broken.path("id").asText()).isNotEmpty();
    assertThat(printed.unchanged.isMissingNode()).isTrue();
  }

  /** The script, and the workflow in its last response from either server. */
  private record Printed(String lines, JsonNode broken, JsonNode unchanged) {}

  private static Printed printed(String name) throws Exception {
    ProtocolMutant mutant =
        ProtocolMutants.all().stream().filter(it -> it.name().equals(name)).findFirst().get();
    OkHttpClient http = new OkHttpClient();
    try (Simulator simulator =
            Simulator.builder().duration(RandomSequences.TYPICAL_DURATION).start();
        MutatingProxy broken = new MutatingProxy(mutant, http, HttpUrl.get(simulator.url()));
        Target target =
            Target.of("broken", broken.url(), "any", ContractValidator.of(Document.bundled()))) {
      SequenceRunner runner =
          SequenceRunner.of(
              Document.bundled(), Environment.simulator(target, HttpUrl.get(simulator.url())));
      TestResult result =
          RandomSequences.sequences(1, 100).stream()
              .map(runner::run)
              .filter(it -> it.outcome() == Outcome.FAILED)
              .findFirst()
              .orElseThrow();
      String lines = result.reproduction();
      String unchanged = lines.replace(broken.url().toString(), simulator.url() + "/");
      return new Printed(lines, lastWorkflow(lines), lastWorkflow(unchanged));
    } finally {
      http.connectionPool().evictAll();
    }
  }

  private static JsonNode lastWorkflow(String lines) throws Exception {
    String key = UUID.randomUUID().toString();
    String output =
        Shell.run("curl", lines, Map.of("API_KEY", key + "-a", "OTHER_API_KEY", key + "-b"));
    List<String> bodies = output.lines().filter(it -> it.startsWith("{")).toList();
    return new ObjectMapper().readTree(bodies.get(bodies.size() - 1)).path("data");
  }
}
