package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import net.vimmerse.workflow.contract.openapi.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The documents pass the linter with the committed rules. */
class LintTest {
  @RegisterExtension static final RedoclyExtension REDOCLY = new RedoclyExtension();

  private static final String DOCUMENT = "workflow-api.yaml";
  private static final String RULES = "redocly.yaml";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Path SOURCE = Repository.ROOT.resolve("openapi");
  private static final Path SIMULATOR = Repository.ROOT.resolve("mock-server");
  private static final Path CONTROL =
      SIMULATOR.resolve("src/main/resources/net/vimmerse/workflow/simulator/simulator-api.yaml");

  @Test
  void the_document_has_no_violations() throws Exception {
    JsonNode report = lint(SOURCE);
    assertThat(report.path("problems")).as("problems").isEmpty();
    assertThat(report.path("totals").path("errors").asInt(-1)).as("errors").isZero();
    assertThat(report.path("totals").path("warnings").asInt(-1)).as("warnings").isZero();
    assertThat(report.path("totals").path("ignored").asInt(-1)).as("waived").isZero();
  }

  @Test
  void the_document_of_the_admin_api_has_no_violations(@TempDir Path directory) throws Exception {
    Files.copy(SOURCE.resolve(RULES), directory.resolve(RULES));
    Files.copy(CONTROL, directory.resolve(DOCUMENT));

    assertThat(lint(directory).path("problems")).isEmpty();
  }

  @Test
  void the_linted_document_is_the_packaged_one() throws IOException {
    assertThat(Files.readAllBytes(SOURCE.resolve(DOCUMENT))).isEqualTo(Document.bundledBytes());
  }

  @Test
  void a_document_with_an_error_has_violations(@TempDir Path directory) throws Exception {
    Files.copy(SOURCE.resolve(RULES), directory.resolve(RULES));
    String faulty =
        Files.readString(SOURCE.resolve(DOCUMENT), StandardCharsets.UTF_8)
            + "\n    NobodyNeedsMe:\n      type: object\n";
    Files.writeString(directory.resolve(DOCUMENT), faulty);
    assertThat(lint(directory).path("problems"))
        .singleElement()
        .satisfies(it -> assertThat(it.path("ruleId").asText()).isEqualTo("no-unused-components"));
  }

  @Test
  void a_placeholder_is_a_violation(@TempDir Path directory) throws Exception {
    Files.copy(SOURCE.resolve(RULES), directory.resolve(RULES));
    String text = Files.readString(SOURCE.resolve(DOCUMENT), StandardCharsets.UTF_8);
    String faulty =
        text.replaceFirst("(?m)^    Flow:\n", "$0      x-placeholder: [x-outputs.sing]\n")
            .replaceFirst("(?m)^        prompt:\n", "$0          x-placeholder: [description]\n");
    Files.writeString(directory.resolve(DOCUMENT), faulty);

    assertThat(lint(directory).path("problems"))
        .hasSize(2)
        .allSatisfy(it -> assertThat(it.path("ruleId").asText()).isEqualTo("rule/no-placeholder"));
  }

  private static JsonNode lint(Path directory) throws Exception {
    try (ChildProcess redocly =
        REDOCLY.start(directory, "lint", DOCUMENT, "--config", RULES, "--format=json")) {
      boolean isValid = redocly.succeeds(LIMIT, gone -> {});
      String output = redocly.output();
      int begin = output.indexOf("{\n");
      assertThat(begin).as("where the report begins in:%n%s", output).isNotNegative();
      // The parser stops after the report; Redocly prints text for people after it.
      JsonNode report =
          new ObjectMapper().readerFor(JsonNode.class).readValue(output.substring(begin));
      assertThat(isValid).as("exit code 0").isEqualTo(report.path("problems").isEmpty());
      return report;
    }
  }
}
