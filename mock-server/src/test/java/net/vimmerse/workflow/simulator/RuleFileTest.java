package net.vimmerse.workflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {

  @TempDir Path directory;

  @Test
  void every_world_begins_with_the_rules_of_the_file_and_a_reset_brings_them_back()
      throws IOException {
    Path file =
        write(
            """
            outcomes:
              - template: vim_bride
                outcome: fail
            faults:
              - operation: listTemplates
                status: 500
            """);
    try (Simulator simulator = Simulator.builder().ruleFile(file).start()) {
      Api api = new Api(simulator);

      assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(500);
      assertThat(api.create("{\"template_id\": \"vim_bride\"}").header("X-Simulator-Note"))
          .contains("rule-1 asks for fail");
      api.admin("DELETE", "/faults", "");
      assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(200);
      api.admin("POST", "/reset", "");
      assertThat(api.get("/v2/workflow/templates").status()).isEqualTo(500);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "outcomes: [{outcome: fial}]|outcomes 1: [body, outcome]",
        "outcomes: [{outcome: fail}, {template: x}]|outcomes 2: [body, outcome]",
        "faults: [{}]|faults 1: [body, status]",
        "fault: []|takes outcomes and faults only",
        "bad|should have lists",
        "'[]'|should have lists",
        "'outcomes: {outcome: fail}'|outcomes should be a list",
        "a: [|neither YAML nor JSON"
      })
  void what_makes_no_sense_is_named_with_file_entry_and_field(String content, String message)
      throws IOException {
    Path file = write(content);

    assertThatThrownBy(() -> Simulator.builder().ruleFile(file).start())
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Path file = directory.resolve("none.yaml");

    assertThatThrownBy(() -> Simulator.builder().ruleFile(file).start())
        .hasMessageContaining("none.yaml");
  }

  private Path write(String content) throws IOException {
    return Files.writeString(directory.resolve("rules.yaml"), content);
  }
}
