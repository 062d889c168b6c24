package net.vimmerse.workflow.contract.sequences.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.vimmerse.workflow.contract.Fixtures;
import net.vimmerse.workflow.contract.sequences.generator.SequenceReducer;
import net.vimmerse.workflow.contract.sequences.model.Command.Access;
import net.vimmerse.workflow.contract.sequences.model.Command.Advance;
import net.vimmerse.workflow.contract.sequences.model.Command.AwaitEnd;
import net.vimmerse.workflow.contract.sequences.model.Command.Create;
import net.vimmerse.workflow.contract.sequences.model.Command.NewResource;
import net.vimmerse.workflow.contract.sequences.model.Command.ReadList;
import org.junit.jupiter.api.Test;

class CommandSequenceTest {
  private static final CommandSequence SEQUENCE =
      new CommandSequence(
          OptionalLong.of(7),
          List.of(
              new Create(0, List.of(resource("A", "{title: x}"), resource("B", "{}"))),
              new Advance(Duration.ofSeconds(50)),
              read("B"),
              new AwaitEnd("A", Duration.ofSeconds(20), false),
              new ReadList(1, "listTemplates"),
              read("A")));

  private static NewResource resource(String name, String body) {
    return new NewResource(name, (ObjectNode) Fixtures.value(body), false);
  }

  private static Access read(String name) {
    return new Access(0, Action.READ, name, Optional.empty());
  }

  @Test
  void each_step_has_a_number_and_the_time_at_which_it_begins() {
    assertThat(SEQUENCE.toString().lines())
        .containsExactly(
            "  1. the first key creates A from {\"title\":\"x\"} and B from {} in parallel",
            "  2. 50s pass",
            "  3. at 50s the first key reads B",
            "  4. at 50s the first key reads A until it ends, for up to 20s",
            "  5. at 1m10s the second key calls listTemplates",
            "  6. at 1m10s the first key reads A");
  }

  @Test
  void long_values_and_long_bodies_are_shortened() {
    String text = "t".repeat(100);
    String body = "{a: " + text + ", b: " + text + ", c: " + text + ", d: " + text + "}";
    CommandSequence sequence =
        new CommandSequence(
            OptionalLong.of(7), List.of(new Create(0, List.of(resource("A", body)))));

    assertThat(sequence.toString())
        .contains("{\"a\":\"" + "t".repeat(40) + "\u2026\",\"b\"")
        .doesNotContain("t".repeat(41))
        .hasSizeLessThan(170);
  }

  @Test
  void a_sequence_about_one_resource_leaves_out_the_steps_of_others() {
    assertThat(SEQUENCE.about("B").toString().lines())
        .containsExactly(
            "  1. the first key creates B from {}",
            "  2. 50s pass",
            "  3. at 50s the first key reads B",
            "  4. at 50s the second key calls listTemplates");
  }

  @Test
  void no_seed_has_the_name_of_the_sequence_without_one() {
    assertThat(new CommandSequence(OptionalLong.empty(), List.of()).name())
        .isEqualTo("the life of one workflow");
    assertThat(new CommandSequence(OptionalLong.of(-1), List.of()).name())
        .isEqualTo("sequence with seed -1");
  }

  @Test
  void the_first_smaller_sequences_are_those_about_one_resource() {
    assertThat(SequenceReducer.candidates(SEQUENCE))
        .startsWith(SEQUENCE.about("A"), SEQUENCE.about("B"));
    assertThat(SequenceReducer.candidates(SEQUENCE.about("A"))).doesNotContain(SEQUENCE.about("A"));
  }
}
