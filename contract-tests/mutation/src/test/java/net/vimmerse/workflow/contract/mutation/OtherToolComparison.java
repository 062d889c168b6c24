package net.vimmerse.workflow.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.simulator.Simulator;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/**
 * Measures which protocol mutants another tool finds. Its name does not end in Test, so it runs
 * only when it is named: {@code -Dtest=OtherToolComparison -Dtool="COMMAND"}.
 *
 * <p>In the command, whose words are separated by white space, <code>{url}</code> and <code>{key}
 * </code> are replaced; each mutant gets a key of its own. It must end with 0 for a simulator that
 * does nothing wrong. Any other exit code means that it has found the mutant. The tool's output is
 * written to {@code target/other-tool}, a file for each mutant.
 */
class OtherToolComparison {
  /** Real time, since other tools cannot advance the clock. */
  private static final Duration LIFE = Duration.ofSeconds(2);

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Path LOG = Path.of("target/other-tool");

  @Test
  void which_of_the_mutants_it_sees() throws IOException, InterruptedException {
    String command = System.getProperty("tool");
    assumeTrue(command != null, "-Dtool says the command");
    Files.createDirectories(LOG);
    // Closed before the simulator closes them: a tool may pause between two requests.
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(5, 5, TimeUnit.SECONDS))
            .followRedirects(false)
            .build();
    try (Simulator simulator = Simulator.builder().duration(LIFE).start()) {
      ProtocolMutant none =
          ProtocolMutant.response("none", "none", (request, response) -> response);
      assertThat(sees(none, 0, command, http, simulator))
          .as("It rejects the unchanged simulator: %s", LOG.resolve("0.txt"))
          .isFalse();
      int seen = 0;
      List<ProtocolMutant> mutants = ProtocolMutants.all();
      for (int i = 1; i <= mutants.size(); i++) {
        ProtocolMutant mutant = mutants.get(i - 1);
        boolean sees = sees(mutant, i, command, http, simulator);
        seen += sees ? 1 : 0;
        System.out.printf("[other tool] %d %s: %s%n", i, mutant, sees ? "found" : "not found");
      }
      System.out.printf("[other tool] %d of %d found%n", seen, mutants.size());
    } finally {
      http.connectionPool().evictAll();
    }
  }

  private static boolean sees(
      ProtocolMutant mutant, int number, String command, OkHttpClient http, Simulator simulator)
      throws IOException, InterruptedException {
    try (MutatingProxy mutated = new MutatingProxy(mutant, http, HttpUrl.get(simulator.url()))) {
      String url = mutated.url().toString().replaceFirst("/$", "");
      List<String> words = new ArrayList<>();
      for (String word : command.strip().split("\\s+", -1)) {
        words.add(word.replace("{url}", url).replace("{key}", "mutant-" + number));
      }
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(LOG.resolve(number + ".txt").toFile())
              .start();
      process.getOutputStream().close();
      try {
        return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) && process.exitValue() != 0;
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }
}
