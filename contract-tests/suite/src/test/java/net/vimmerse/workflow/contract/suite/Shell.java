package net.vimmerse.workflow.contract.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * Runs printed shell commands. If a program that they need is missing, the test is skipped, or
 * fails if the tool is required.
 */
public final class Shell {
  private static final Duration MAX_LENGTH = Duration.ofMinutes(1);

  private Shell() {}

  /**
   * Runs a script with {@code sh}.
   *
   * @param program the program that the script calls and the machine may lack
   * @return the output
   * @throws AssertionError when the last command fails, or the script takes longer than a minute
   */
  public static String run(String program, String lines, Map<String, String> variables)
      throws IOException, InterruptedException {
    ExternalTool tool = ExternalTool.of("shell");
    for (String each : List.of("sh", program)) {
      if (!isThere(each)) {
        throw tool.missing(
            new ToolMissingException("There is no " + each, "put " + each + " on the PATH", ""));
      }
    }
    Path script = Files.createTempFile("lines", ".sh");
    Files.writeString(script, lines);
    try (ChildProcess shell =
        ChildProcess.start(List.of("sh", script.toString()), script.getParent(), variables)) {
      if (!shell.succeeds(MAX_LENGTH, gone -> {})) {
        throw new AssertionFailedError(lines + "\nended badly:\n" + shell.output());
      }
      return shell.output();
    } finally {
      Files.delete(script);
    }
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
