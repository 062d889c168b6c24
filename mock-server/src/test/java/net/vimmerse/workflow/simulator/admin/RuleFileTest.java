package net.vimmerse.workflow.simulator.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.vimmerse.workflow.simulator.ApiClient;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.store.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFileTest {

  @TempDir Path directory;

  @Test
  void every_namespace_starts_with_the_rules_of_the_file_and_a_reset_restores_them()
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
      ApiClient api = new ApiClient(simulator);

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
        "fault: []|unknown property fault; expected outcomes or faults",
        "bad|expected an object with lists",
        "'[]'|expected an object with lists",
        "'outcomes: {outcome: fail}'|outcomes must be a list",
        "a: [|neither YAML nor JSON"
      })
  void errors_name_the_file_the_entry_and_the_property(String content, String message)
      throws IOException {
    Path file = write(content);

    assertThatThrownBy(() -> Simulator.builder().ruleFile(file).start())
        .isInstanceOf(StartupException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void a_missing_file_is_reported_by_name() {
    Path file = directory.resolve("none.yaml");

    assertThatThrownBy(() -> Simulator.builder().ruleFile(file).start())
        .hasMessageContaining("none.yaml");
  }

  private Path write(String content) throws IOException {
    return Files.writeString(directory.resolve("rules.yaml"), content);
  }
}
