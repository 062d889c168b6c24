package net.vimmerse.workflow.contract.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.suite.ReferenceServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The nights of a team: what the first run finds is accepted, and only something new is red. */
@EnabledIfSystemProperty(named = "tests", matches = "all")
@Timeout(300)
class NightlyRunTest {
  private static final String[] QUICK = {
    "--duration=6", "--budget-calls=150", "--budget-credits=60", "--sequences=0"
  };

  @TempDir Path directory;

  /** Returns the lines of the differences on the last screen. */
  private static List<String> differences(ProgramRun night) {
    return night.out().lines().filter(it -> it.matches(" {1,2}\\d+ (?!of )\\w+ .*")).toList();
  }

  private static ProgramRun night(ReferenceServer server, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--target=" + server.url(), "--api-key-env=KEY"));
    Stream.of(QUICK).forEach(all::add);
    all.addAll(List.of(arguments));
    return ProgramRun.of(variable -> "key-of-the-night", all);
  }

  @Test
  void accepted_differences_are_green_and_a_new_one_is_red() throws Exception {
    Path known = directory.resolve("known.yaml");
    String accept = "--accept=" + known;
    ProgramRun first;
    ProgramRun accepting;
    ProgramRun second;
    try (ReferenceServer server = ReferenceServer.start("--duration=1")) {
      first = night(server);
      accepting = night(server, accept, "--write-accepted=reported to the service");
      second = night(server, accept);
    }
    ProgramRun third;
    try (ReferenceServer server = ReferenceServer.start("--duration=1", "--plant=lost-update")) {
      third = night(server, accept);
    }

    assertThat(first.code()).as(first.out() + first.err()).isEqualTo(1);
    assertThat(differences(first)).isNotEmpty();
    assertThat(accepting.code()).isZero();
    assertThat(Files.readString(known)).contains("reason: \"reported to the service\"");
    assertThat(second.code()).as(second.out()).isZero();
    assertThat(second.out())
        .contains("of which 0 were not seen in this run")
        .endsWith("Conforms to the document\n");
    assertThat(third.code()).isEqualTo(1);
    assertThat(differences(third))
        .isNotEmpty()
        .allMatch(it -> it.contains("behaviour"))
        .anyMatch(it -> it.contains("other-properties-are-constant: title"));
  }
}
