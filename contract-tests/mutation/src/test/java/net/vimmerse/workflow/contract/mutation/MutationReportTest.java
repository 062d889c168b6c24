package net.vimmerse.workflow.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationReportTest {
  private static final MutantResult KILLED =
      MutantResult.killed("drop", "a title", "ATest.sees", "a | b");
  private static final MutantResult EQUIVALENT =
      MutantResult.equivalent("reword", "a summary", "it is prose");

  @TempDir Path module;

  @BeforeEach
  void overview() throws IOException {
    Files.writeString(module.resolve("overview.md"), "before\n| x | 0 | 0 | 0 |\nafter\n");
  }

  @Test
  void a_written_baseline_matches() throws IOException {
    report(true).check(List.of(KILLED, EQUIVALENT));
    report(false).check(List.of(KILLED, EQUIVALENT));

    assertThat(Files.readString(module.resolve("overview.md")))
        .isEqualTo("before\n| x | 2 | 1 | 1 |\nafter\n");
    assertThat(module.resolve("src/test/resources/mutants/x.txt"))
        .hasContent("# drop\na title -> ATest.sees\n# reword\na summary -> equivalent");
    assertThat(module.resolve("target/x-mutants.md"))
        .content()
        .contains("| a title | ATest.sees | a \\| b |")
        .contains("| a summary | equivalent | it is prose |");
  }

  @Test
  void another_killer_differs_from_the_baseline_and_another_message_does_not() throws IOException {
    report(true).check(List.of(KILLED));

    report(false).check(List.of(MutantResult.killed("drop", "a title", "ATest.sees", "c | d")));
    List<MutantResult> other =
        List.of(MutantResult.killed("drop", "a title", "BTest.sees", "a | b"));
    assertThatThrownBy(() -> report(false).check(other))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Dmutation=write");
  }

  @Test
  void a_survivor_fails_even_when_the_baseline_is_written() {
    List<MutantResult> results = List.of(KILLED, MutantResult.survived("drop", "an id"));
    assertThatThrownBy(() -> report(true).check(results))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("an id");
  }

  @Test
  void a_duplicate_mutant_fails() {
    assertThatThrownBy(() -> report(true).check(List.of(KILLED, KILLED)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void the_table_has_nothing_that_differs_between_runs() {
    assertThat(
            MutationReport.item(
                "123e4567-e89b-12d3-a456-426614174000 at http://127.0.0.1:4711/x,\n"
                    + " 2025-04-11 18:33:59.780864+00:00"))
        .isEqualTo("&lt;id> at http://&lt;server>/x, &lt;time>");
  }

  private MutationReport report(boolean write) {
    return new MutationReport(module, module.resolve("overview.md"), "x", write);
  }
}
