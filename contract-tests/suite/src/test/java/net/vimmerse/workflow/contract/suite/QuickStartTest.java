package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import net.vimmerse.workflow.examples.QuickStart;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
  @TempDir Path directory;

  @Test
  void the_first_example_runs_against_the_simulator() throws Exception {
    Path file = directory.resolve("launch.mp4");
    try (Simulator simulator = Simulator.builder().duration(Duration.ZERO).start()) {
      QuickStart.main(new String[] {simulator.url(), "demo", file.toString()});
    }
    assertThat(new String(Files.readAllBytes(file), 4, 4, StandardCharsets.US_ASCII))
        .isEqualTo("ftyp");
  }

  @Test
  void the_readme_shows_the_example_as_it_is_compiled() throws Exception {
    String source =
        Files.readString(
            Repository.ROOT.resolve(
                "examples/src/main/java/"
                    + QuickStart.class.getName().replace('.', '/')
                    + ".java"));
    List<String> shown =
        source
            .substring(source.indexOf("// README: begin"), source.indexOf("// README: end"))
            .lines()
            .skip(1)
            .map(line -> line.replaceFirst("^ {4}", ""))
            .collect(Collectors.toList());

    assertThat(Files.readString(Repository.ROOT.resolve("README.md")))
        .contains("```java\n" + String.join("\n", shown).stripTrailing() + "\n```");
  }
}
