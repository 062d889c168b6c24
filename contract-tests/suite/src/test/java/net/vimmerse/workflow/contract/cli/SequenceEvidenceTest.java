package net.vimmerse.workflow.contract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import mockwebserver3.MockWebServer;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.sequences.model.Action;
import net.vimmerse.workflow.contract.sequences.model.Command;
import net.vimmerse.workflow.contract.sequences.model.Command.Access;
import net.vimmerse.workflow.contract.sequences.model.Command.Advance;
import net.vimmerse.workflow.contract.sequences.model.Command.Create;
import net.vimmerse.workflow.contract.sequences.model.Command.NewResource;
import net.vimmerse.workflow.contract.sequences.model.Command.ReadList;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.runner.Environment;
import net.vimmerse.workflow.contract.sequences.runner.SequenceRunner;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/** The evidence of a sequence that was not repeated to shrink it. */
class SequenceEvidenceTest {
  private static final CommandSequence SEQUENCE =
      new CommandSequence(
          OptionalLong.of(7),
          List.of(
              new Create(0, List.of(resource("A"), resource("B"))),
              update("B"),
              new Advance(Duration.ofSeconds(5)),
              new Create(0, List.of(resource("C"))),
              new Access(1, Action.READ, "C", Optional.empty()),
              update("A"),
              new Access(0, Action.DELETE, "B", Optional.empty()),
              new ReadList(0, "listTemplates"),
              new Access(0, Action.DELETE, "A", Optional.empty())));

  private static NewResource resource(String name) {
    return new NewResource(name, JsonNodeFactory.instance.objectNode().put("title", name), false);
  }

  private static Command update(String name) {
    JsonNode body = JsonNodeFactory.instance.objectNode().put("title", "of " + name);
    return new Access(0, Action.UPDATE, name, Optional.of(body));
  }

  /** Runs the sequence on a simulator whose response bodies are changed. */
  private static TestResult run(
      UnaryOperator<String> change, UnaryOperator<SequenceRunner> configuration)
      throws IOException {
    try (Simulator simulator = Simulator.builder().duration(Duration.ofMinutes(1)).start();
        MockWebServer proxy =
            ChangingProxy.start(simulator.url(), change, UnaryOperator.identity());
        Target target =
            Target.of("proxy", proxy.url("/"), "any", ContractValidator.of(Document.bundled()))) {
      SequenceRunner runner =
          SequenceRunner.of(
              Document.bundled(), Environment.simulator(target, HttpUrl.get(simulator.url())));
      TestResult result = configuration.apply(runner).run(SEQUENCE);
      assertThat(proxy.getRequestCount())
          .as("requests for evidence only")
          .isEqualTo(result.exchanges().size());
      return result;
    }
  }

  @Test
  void steps_on_other_workflows_and_later_ones_are_left_out() throws IOException {
    for (UnaryOperator<SequenceRunner> runner :
        List.<UnaryOperator<SequenceRunner>>of(
            SequenceRunner::goingOn, SequenceRunner::withoutShrinking)) {
      TestResult result = run(body -> body.replace("\"of A\"", "\"another\""), runner);

      assertThat(result.message())
          .startsWith("updates-take-effect: title is \"another\"")
          .endsWith(
              """
              Seen after these commands, from seed 7:
                1. the first key creates A from {"title":"A"}
                2. 5s pass
                3. at 5s the first key updates A with {"title":"of A"}
                3 steps on other workflows not shown
              """);
      assertThat(result.reproduction())
          .startsWith("A=$(curl ")
          .contains("\"advance\"", "\"of A\"", "\"$A\"")
          .doesNotContain("$B", "$C", "of B", "-X DELETE", "templates");
    }
  }

  @Test
  void what_two_workflows_share_is_shown_with_both() throws IOException {
    TestResult result =
        run(
            body -> body.replaceAll("\"id\":\"[^\"]*\"", "\"id\":\"the-same\""),
            SequenceRunner::withoutShrinking);

    assertThat(result.message())
        .startsWith("ids-are-unique: ")
        .endsWith(
            """
            from seed 7:
              1. the first key creates A from {"title":"A"} and B from {"title":"B"} in parallel
            """);
    assertThat(result.reproduction()).contains("A=$(", "B=$(");
  }

  @Test
  void what_concerns_no_workflow_is_shown_with_all_steps() throws IOException {
    TestResult result =
        run(body -> body.replace("\"vim_arctic\"", "7"), SequenceRunner::withoutShrinking);

    assertThat(result.message())
        .startsWith("responses-conform-to-document: [listTemplates 200: ")
        .contains("  7. at 5s the first key deletes B")
        .endsWith("  8. at 5s the first key calls listTemplates\n")
        .doesNotContain("not shown");
    assertThat(result.reproduction()).contains("$B", "$C");
  }
}
