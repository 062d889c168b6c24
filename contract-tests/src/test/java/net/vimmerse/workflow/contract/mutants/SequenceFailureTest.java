package net.vimmerse.workflow.contract.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.vimmerse.workflow.contract.Document;
import net.vimmerse.workflow.contract.Judge;
import net.vimmerse.workflow.contract.SequencesOnSimulator;
import net.vimmerse.workflow.contract.run.Result;
import net.vimmerse.workflow.contract.run.Result.Outcome;
import net.vimmerse.workflow.contract.run.Target;
import net.vimmerse.workflow.contract.sequences.SequenceRunner;
import net.vimmerse.workflow.contract.sequences.Stage;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a failing sequence tells. */
@Timeout(300)
class SequenceFailureTest {

  @Test
  void a_failure_is_told_in_the_fewest_steps_and_as_lines_for_a_shell() throws IOException {
    Result result = failure("an update also publishes");

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.message())
        .startsWith("nothing-else-changes: visibility_status of ")
        .contains("  1. the first key creates ", "  2. the first key changes ")
        .doesNotContain("  3. ");
    assertThat(result.reproduction().lines())
        .hasSize(3)
        .allMatch(line -> line.contains("\"X-Api-Key: $API_KEY\""));
    assertThat(result.reproduction()).contains("=$(curl ", "/v2/workflow/'\"$");
    assertThat(result.exchanges()).hasSize(3);
  }

  @Test
  void what_needs_time_lets_it_pass_in_the_shell_too() throws IOException {
    Result result = failure("the end never comes");

    assertThat(result.message()).contains(" go by");
    assertThat(result.reproduction())
        .contains("/__admin/simulator/clock", "\"advance\"", "\"frozen\": true");
  }

  private static Result failure(String mutant) throws IOException {
    ProtocolMutant broken =
        ProtocolMutants.all().stream()
            .filter(it -> it.name().equals(mutant))
            .findFirst()
            .orElseThrow();
    OkHttpClient http = new OkHttpClient();
    try (Simulator simulator = Simulator.builder().duration(SequencesOnSimulator.USUAL).start();
        MutatedSimulator mutated =
            new MutatedSimulator(broken, http, HttpUrl.get(simulator.url()));
        Target target = Target.of("broken", mutated.url(), "any", Judge.of(Document.bundled()))) {
      SequenceRunner runner =
          SequenceRunner.of(
              Document.bundled(), Stage.simulator(target, HttpUrl.get(simulator.url())));
      return SequencesOnSimulator.sequences(1, 100).stream()
          .map(runner::run)
          .filter(it -> it.outcome() != Outcome.PASSED)
          .findFirst()
          .orElseThrow();
    } finally {
      http.connectionPool().evictAll();
    }
  }
}
