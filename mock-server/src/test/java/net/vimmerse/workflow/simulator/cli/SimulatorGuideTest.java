package net.vimmerse.workflow.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import net.vimmerse.workflow.simulator.simulation.Directive;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

class SimulatorGuideTest {

  @Test
  void the_guide_lists_every_directive() throws IOException {
    String table =
        Arrays.stream(Directive.values())
            .map(directive -> "| `" + directive.syntax() + "` | " + directive.description() + " |")
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(Path.of("../docs/simulator.md"))).contains(table + "\n\n");
  }

  @Test
  void the_guide_lists_every_setting_with_its_help_text() throws IOException {
    String table =
        SettingNames.all(Main.commandLine(Map.of()).getCommandSpec()).stream()
            .map(SimulatorGuideTest::row)
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(Path.of("../docs/simulator.md"))).contains(table + "\n\n");
  }

  private static String row(OptionSpec option) {
    String text = String.join(" ", option.description());
    int split = text.lastIndexOf(" Default: ");
    String value =
        option.defaultValue() == null
            ? text.substring(split + " Default: ".length(), text.length() - 1)
            : "`" + option.defaultValue() + "`";
    boolean inFile = !option.longestName().equals(SettingNames.CONFIG);
    return String.format(
        "| `%s %s` | `%s` | %s | %s | %s |",
        option.longestName(),
        option.paramLabel().replace("|", "\\|"),
        SettingNames.variable(option),
        inFile ? "`" + SettingNames.key(option) + "`" : "",
        value,
        text.substring(0, split));
  }

  @Test
  void the_example_in_the_guide_is_compiled_by_the_build() throws IOException {
    String source =
        Files.readString(
            Path.of(
                "../consumer-tests/spring-boot/src/test/java/consumer/CampaignServiceTest.java"));

    assertThat(Files.readString(Path.of("../docs/simulator.md")))
        .contains("```java\n" + source.substring(source.indexOf("@WithSimulator")) + "```");
  }
}
