package net.vimmerse.workflow.contract.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharpnessTableTest {
  private static final Fate KILLED = Fate.killed("drop", "a title", "ATest.sees", "a | b");
  private static final Fate EQUIVALENT = Fate.equivalent("reword", "a summary", "it is prose");

  @TempDir Path docs;

  @BeforeEach
  void overview() throws IOException {
    Files.writeString(
        docs.resolve("sharpness.md"),
        "before\n| [x](sharpness/x-mutants.md) | 0 | 0 | 0 |\nafter\n");
  }

  @Test
  void what_was_written_holds() throws IOException {
    table(true).hold(List.of(KILLED, EQUIVALENT));
    table(false).hold(List.of(KILLED, EQUIVALENT));

    assertThat(Files.readString(docs.resolve("sharpness.md")))
        .isEqualTo("before\n| [x](sharpness/x-mutants.md) | 2 | 1 | 1 |\nafter\n");
    assertThat(docs.resolve("sharpness/x-mutants.md"))
        .content()
        .contains("| a title | ATest.sees | a \\| b |")
        .contains("| a summary | *equivalent* | it is prose |");
  }

  @Test
  void another_killer_is_another_table_and_other_words_are_not() throws IOException {
    table(true).hold(List.of(KILLED));

    table(false).hold(List.of(Fate.killed("drop", "a title", "ATest.sees", "c | d")));
    assertThatThrownBy(
            () -> table(false).hold(List.of(Fate.killed("drop", "a title", "BTest.sees", "a | b"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Dsharpness=write");
  }

  @Test
  void a_survivor_is_refused_even_when_the_table_is_written() {
    assertThatThrownBy(() -> table(true).hold(List.of(KILLED, Fate.survived("drop", "an id"))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("an id");
  }

  @Test
  void a_mutant_that_is_there_twice_is_refused() {
    assertThatThrownBy(() -> table(true).hold(List.of(KILLED, KILLED)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void what_differs_from_run_to_run_is_not_in_the_table() {
    assertThat(
            SharpnessTable.cell(
                "123e4567-e89b-12d3-a456-426614174000 at http://127.0.0.1:4711/x,\n"
                    + " 2025-04-11 18:33:59.780864+00:00"))
        .isEqualTo("&lt;id> at http://&lt;server>/x, &lt;time>");
  }

  private SharpnessTable table(boolean write) {
    return new SharpnessTable(docs, "x", write);
  }
}
