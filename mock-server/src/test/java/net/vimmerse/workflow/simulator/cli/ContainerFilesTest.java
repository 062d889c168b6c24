package net.vimmerse.workflow.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Checks the container files without a container engine. */
class ContainerFilesTest {

  private static final Pattern VARIABLE = Pattern.compile("\\bSIMULATOR_[A-Z_]+");

  private final YAMLMapper yaml = new YAMLMapper();
  private final CommandLine program = Main.commandLine(Map.of());

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "compose.yaml", "docs/docker.md"})
  void every_environment_variable_of_the_image_is_a_setting(String file) throws IOException {
    List<String> variables =
        SettingNames.all(program.getCommandSpec()).stream().map(SettingNames::variable).toList();

    assertThat(VARIABLE.matcher(read(file)).results().map(MatchResult::group).toList())
        .isNotEmpty()
        .isSubsetOf(variables);
  }

  @Test
  void the_image_exposes_the_port_and_checks_the_health() throws IOException {
    assertThat(program.getSubcommands()).containsKey("health");
    assertThat(read("Dockerfile"))
        .contains(
            "EXPOSE " + program.getCommandSpec().findOption("--port").defaultValue() + "\n",
            "\"/simulator/simulator.jar\", \"health\"]");
  }

  @Test
  void compose_uses_the_same_prism_version_as_the_contract_tests() throws IOException {
    JsonNode packages = yaml.readTree(read("contract-tests/suite/prism/package.json"));
    JsonNode services = yaml.readTree(read("compose.yaml")).path("services");

    assertThat(services.at("/prism/image").asText())
        .isEqualTo(
            "stoplight/prism:" + packages.at("/dependencies/@stoplight~1prism-cli").asText());
  }

  @Test
  void compose_publishes_ports_on_loopback_only() throws IOException {
    for (JsonNode service : yaml.readTree(read("compose.yaml")).path("services")) {
      assertThat(service.path("ports")).isNotEmpty();
      assertThat(service.path("ports"))
          .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
    }
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of("..", file));
  }
}
