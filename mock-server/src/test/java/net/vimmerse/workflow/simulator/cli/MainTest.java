package net.vimmerse.workflow.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  void an_unavailable_port_prints_one_line_and_exits_with_1() {
    try (Simulator first = Simulator.builder().start()) {
      assertThat(run("--port", String.valueOf(first.port()))).isEqualTo(1);
    }
    assertThat(err.toString().strip()).hasLineCount(1).contains("already in use", "--port");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--host=nohost.invalid, unknown host",
    "--host=192.0.2.1, assign requested address",
    "--rules=none.yaml, none.yaml cannot be read: it does not exist",
    "--rules=src, src cannot be read: Is a directory",
    "--seed-file=none.yaml, none.yaml cannot be read: it does not exist",
    "--seed-file=src, src cannot be read: Is a directory",
    "--data=pom.xml, pom.xml cannot be used as a data directory: there is a file of this name",
    "--data=pom.xml/x, pom.xml/x cannot be used as a data directory: Not a directory",
    "--store=redis://127.0.0.1:1, Redis at redis://127.0.0.1:1 cannot be used: the connection was refused",
    "--store=redis-sentinel://127.0.0.1:1/main, redis-sentinel://127.0.0.1:1/main cannot be used: ",
    "--store=redis-cluster://127.0.0.1:1, redis-cluster://127.0.0.1:1 cannot be used: "
  })
  void a_start_that_fails_names_the_cause_and_no_java_class(String option, String cause) {
    assertThat(run("--port=0", option)).isEqualTo(1);
    assertThat(err.toString().strip())
        .hasLineCount(1)
        .contains(cause)
        .doesNotContain("null", "java.", "Exception");
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
        "--store=host:6379",
        "--ttl=0s",
        "--ttl=soon",
        "--nope"
      })
  void an_invalid_option_is_named_and_exits_with_2(String option) {
    assertThat(run(option)).isEqualTo(2);
    assertThat(err.toString()).contains(option.replaceAll("=.*", "").substring(2));
  }

  @Test
  void a_simulator_that_others_can_control_says_so() throws Exception {
    assertThat(firstError("--host=0.0.0.0"))
        .contains("WARNING", "0.0.0.0", "--admin-token-file", "SIMULATOR_ADMIN_TOKEN");
    assertThat(firstError("--host=0.0.0.0", "--admin-token=x")).isEmpty();
    assertThat(firstError("--host=127.0.0.1")).isEmpty();
  }

  /** Starts the program, stops it, and returns what it printed as an error. */
  private static String firstError(String... arguments) throws Exception {
    StringWriter errors = new StringWriter();
    CountDownLatch started = new CountDownLatch(1);
    PrintWriter output =
        new PrintWriter(new StringWriter(), true) {
          @Override
          public void flush() {
            started.countDown();
          }
        };
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--port=0");
    Thread program =
        new Thread(
            () ->
                Main.commandLine(Map.of())
                    .setOut(output)
                    .setErr(new PrintWriter(errors, true))
                    .execute(all.toArray(String[]::new)));
    program.start();
    assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();
    program.interrupt();
    program.join();
    return errors.toString();
  }

  private int run(String... arguments) {
    return Main.commandLine(Map.of())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
