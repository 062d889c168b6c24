package net.vimmerse.workflow.contract.sequences.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.sequences.model.Command.Access;
import net.vimmerse.workflow.contract.sequences.model.Command.Advance;
import net.vimmerse.workflow.contract.sequences.model.Command.AwaitEnd;
import net.vimmerse.workflow.contract.sequences.model.Command.Create;
import net.vimmerse.workflow.contract.sequences.model.Command.NewResource;
import net.vimmerse.workflow.contract.sequences.model.Command.ReadList;
import net.vimmerse.workflow.contract.sequences.model.ExecutedCommands.Timed;
import org.junit.jupiter.api.Test;

class ExecutedCommandsTest {
  private static final ExecutedCommands COMMANDS =
      new ExecutedCommands(
          List.of(
              at(0, new Create(0, List.of(resource("A"), resource("B")))),
              at(0, new Create(1, List.of(resource("C")))),
              at(0, new Advance(Duration.ofSeconds(5))),
              at(5, access(0, Action.READ, "B")),
              at(5, new AwaitEnd("B", Duration.ofSeconds(20), false)),
              at(12, new ReadList(1, "listTemplates")),
              at(12, new AwaitEnd("A", Duration.ofSeconds(20), false)),
              at(30, access(1, Action.DELETE, "A")),
              at(30, new AwaitEnd("C", Duration.ofSeconds(20), false))),
          Duration.ofSeconds(33));

  private static Timed at(int seconds, Command command) {
    return new Timed(Duration.ofSeconds(seconds), command);
  }

  private static NewResource resource(String name) {
    return new NewResource(name, JsonNodeFactory.instance.objectNode(), false);
  }

  private static Access access(int key, Action verb, String name) {
    return new Access(key, verb, name, Optional.empty());
  }

  @Test
  void steps_on_other_workflows_are_counted_and_the_time_they_took_stays() {
    assertThat(COMMANDS.about(Set.of("A")).lines())
        .containsExactly(
            "  1. the first key creates A from {}",
            "  2. 5s pass",
            "  3. at 5s 7s pass",
            "  4. at 12s the second key calls listTemplates",
            "  5. at 12s the first key reads A until it ends, for up to 20s",
            "  6. at 30s the second key deletes A",
            "  7. at 30s 3s pass",
            "  4 steps on other workflows not shown");
  }

  @Test
  void steps_on_each_of_several_workflows_are_shown() {
    assertThat(COMMANDS.about(Set.of("A", "B")).lines())
        .startsWith("  1. the first key creates A from {} and B from {} in parallel")
        .contains("  4. at 5s the first key reads B until it ends, for up to 20s")
        .endsWith(
            "  7. at 30s the second key deletes A",
            "  8. at 30s 3s pass",
            "  2 steps on other workflows not shown");
  }

  @Test
  void one_step_is_one_step() {
    ExecutedCommands commands =
        new ExecutedCommands(COMMANDS.commands().subList(0, 3), Duration.ofSeconds(5));

    assertThat(commands.about(Set.of("A")))
        .endsWith("  2. 5s pass%n  1 step on another workflow not shown%n".formatted());
    assertThat(commands.about(Set.of("A", "C"))).doesNotContain("not shown");
  }

  @Test
  void what_is_about_no_workflow_is_shown_with_all_steps() {
    assertThat(COMMANDS.about(Set.of())).isEqualTo(COMMANDS.toString());
    assertThat(COMMANDS.toString().lines())
        .hasSize(9)
        .contains("  9. at 30s the first key reads C until it ends, for up to 20s");
  }
}
