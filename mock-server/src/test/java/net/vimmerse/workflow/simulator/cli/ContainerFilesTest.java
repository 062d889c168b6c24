package net.vimmerse.workflow.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.vimmerse.workflow.simulator.admin.AdminApi;
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
  @ValueSource(
      strings = {
        "Dockerfile",
        "compose.yaml",
        "compose.cluster.yaml",
        "deploy/kubernetes/simulator.yaml",
        "docs/docker.md"
      })
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

  @ParameterizedTest
  @ValueSource(strings = {"compose.yaml", "compose.cluster.yaml"})
  void compose_publishes_ports_on_loopback_only(String file) throws IOException {
    assertThat(yaml.readTree(read(file)).path("services").findValues("ports"))
        .isNotEmpty()
        .flatMap(ports -> ports.valueStream().toList())
        .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
  }

  @Test
  void the_probes_of_kubernetes_call_the_port_and_the_health_check() throws IOException {
    try (MappingIterator<JsonNode> manifests =
        yaml.readerFor(JsonNode.class).readValues(read("deploy/kubernetes/simulator.yaml"))) {
      JsonNode container = manifests.next().at("/spec/template/spec/containers/0");
      assertThat(container.at("/readinessProbe/httpGet/path").asText())
          .isEqualTo(AdminApi.ROOT + "/health");
      assertThat(container.at("/ports/0/containerPort").asText())
          .isEqualTo(program.getCommandSpec().findOption("--port").defaultValue());
    }
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of("..", file));
  }
}
