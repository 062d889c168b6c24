package net.vimmerse.workflow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.vimmerse.workflow.simulator.simulation.Directive;
import org.junit.jupiter.api.Test;

class GuideTest {

  @Test
  void the_guide_shows_the_table_as_it_is() throws IOException {
    String table =
        Arrays.stream(Directive.values())
            .map(directive -> "| `" + directive.form() + "` | " + directive.meaning() + " |")
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(Path.of("../docs/simulator.md"))).contains(table + "\n\n");
  }

  @Test
  void the_guides_example_is_the_one_that_the_build_runs() throws IOException {
    String source =
        Files.readString(
            Path.of(
                "../consumer-tests/spring-boot/src/test/java/consumer/CampaignServiceTest.java"));

    assertThat(Files.readString(Path.of("../docs/simulator.md")))
        .contains("```java\n" + source.substring(source.indexOf("@WithSimulator")) + "```");
  }
}
