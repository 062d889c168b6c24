package net.vimmerse.workflow.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import net.vimmerse.workflow.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void an_unavailable_port_prints_one_line_and_exits_with_1() {
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
  void an_invalid_option_is_named_and_exits_with_2(String option) {
    assertThat(run(option)).isEqualTo(2);
    assertThat(err.toString()).contains(option.replaceAll("=.*", "").substring(2));
  }

  private int run(String... arguments) {
    return Main.commandLine(Map.of())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
