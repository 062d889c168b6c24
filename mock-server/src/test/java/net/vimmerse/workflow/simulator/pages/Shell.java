package net.vimmerse.workflow.simulator.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.AssertionFailedError;

/** Runs shell scripts. Without a shell, the test is skipped; see {@link ExternalTool}. */
final class Shell {
  private static final ExternalTool SHELL = new ExternalTool("shell", "install sh and python3");

  private Shell() {}

  /**
   * Runs a script with {@code sh} and returns what it prints.
   *
   * @param program the program that the script calls
   * @param directory where the script and its output are kept
   * @throws AssertionError if the script fails or takes longer than a minute
   */
  static String run(String program, String script, Path directory)
      throws IOException, InterruptedException {
    SHELL.find(program);
    Path file = Files.writeString(directory.resolve("script.sh"), script);
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(SHELL.find("sh").toString(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(1, MINUTES);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    String printed = Files.readString(output, UTF_8);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionFailedError(script + "\nfailed:\n" + printed);
    }
    return printed;
  }
}
