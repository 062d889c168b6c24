package net.vimmerse.workflow.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void help_names_every_option_with_its_default() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "--port",
            "8080",
            "--host",
            "127.0.0.1",
            "--duration",
            "20s",
            "--envelope",
            "data",
            "--data",
            "--seed-file",
            "--max-workflows",
            "100000",
            "--ttl");
  }

  @Test
  void a_taken_port_is_one_line_and_exit_code_1() {
    try (Simulator first = Simulator.builder().start()) {
      assertThat(run("--port", String.valueOf(first.port()))).isEqualTo(1);
    }
    assertThat(err.toString().strip()).hasLineCount(1).contains("already in use", "--port");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port=x",
        "--port=70000",
        "--duration=soon",
        "--duration=-1s",
        "--envelope=box",
        "--seed=x",
        "--jitter=2",
        "--credits=many",
        "--rate-limit=fast",
        "--max-workflows=0",
        "--max-workflows=many",
        "--ttl=0s",
        "--ttl=soon",
        "--nope"
      })
  void a_wrong_option_is_named_and_exit_code_2(String option) {
    assertThat(run(option)).isEqualTo(2);
    assertThat(err.toString()).contains(option.replaceAll("=.*", "").substring(2));
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "20s, PT20S",
    "1m30s, PT1M30S",
    "2h, PT2H",
    "PT5S, PT5S",
    "0s, PT0S"
  })
  void durations_are_read_as_people_write_them(String text, String iso) {
    assertThat(new DurationConverter().convert(text)).hasToString(iso);
  }

  private int run(String... arguments) {
    return Main.commandLine(Map.of())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
