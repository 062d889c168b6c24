package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spectral and openapi-spec-validator accept the documents, with all their rules. */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(300) // The first test installs the programs.
class LintersTest {
  private static final Path PROGRAMS = Repository.MODULE.resolve("linters");
  private static final Path DOCUMENT = Repository.ROOT.resolve("openapi/workflow-api.yaml");
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path scratch;

  private ExternalTool tool;

  @BeforeEach
  void switchedOn() {
    tool = ExternalTool.of("linters");
  }

  static Stream<Path> documents() {
    return Stream.of(
        DOCUMENT,
        Repository.ROOT.resolve(
            "mock-server/src/main/resources/net/vimmerse/workflow/simulator/simulator-api.yaml"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void spectral_has_nothing_to_report(Path document) throws Exception {
    assertThat(spectral(document)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void openapi_spec_validator_has_nothing_to_report(Path document) throws Exception {
    assertThat(validator(document)).endsWith(": OK");
  }

  @Test
  void a_document_with_an_error_is_reported() throws Exception {
    Path faulty =
        Files.writeString(
            scratch.resolve("faulty.yaml"),
            Files.readString(DOCUMENT, StandardCharsets.UTF_8)
                .replaceFirst("minimum: 0\n", "minimum: none\n"),
            StandardCharsets.UTF_8);

    assertThat(spectral(faulty).findValuesAsText("code")).contains("oas3-schema");
    assertThat(validator(faulty)).contains("Validation Error");
  }

  private JsonNode spectral(Path document) throws IOException, InterruptedException {
    NodePackages packages;
    try {
      packages = NodePackages.installed(PROGRAMS);
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    }
    Path report = scratch.resolve("spectral.json");
    String output =
        run(
            packages.command(
                "@stoplight/spectral-cli/dist/index.js",
                "lint",
                "--ruleset=" + PROGRAMS.resolve("spectral.yaml"),
                "--format=json",
                "--output=" + report,
                document.toString()));
    assertThat(report).as(output).exists();
    return new ObjectMapper().readTree(report.toFile());
  }

  private String validator(Path document) throws IOException, InterruptedException {
    Path interpreter;
    try {
      interpreter = PythonPackages.interpreter(PROGRAMS);
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    }
    return run(
        List.of(
            interpreter.toString(),
            "-m",
            "openapi_spec_validator",
            "--schema",
            "3.0",
            document.toString()));
  }

  /** Returns the output of a program, which may end with any exit code. */
  private String run(List<String> command) throws IOException, InterruptedException {
    try (ChildProcess process = ChildProcess.start(command, scratch, Map.of())) {
      process.succeeds(LIMIT, gone -> {});
      return process.output();
    }
  }
}
