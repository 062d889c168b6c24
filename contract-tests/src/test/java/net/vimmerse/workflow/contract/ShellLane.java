package net.vimmerse.workflow.contract;

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
 * Runs what the kit prints for a shell. Where there is no shell or no curl, such tests are skipped,
 * or fail if the lane is required.
 */
public final class ShellLane {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private ShellLane() {}

  /**
   * Runs lines with {@code sh}.
   *
   * @return what they print
   * @throws AssertionError when the last one fails, or it takes longer than a minute
   */
  public static String run(String lines, Map<String, String> variables)
      throws IOException, InterruptedException {
    Lane lane = Lane.of("shell");
    for (String program : List.of("sh", "curl")) {
      if (!isThere(program)) {
        throw lane.missing(
            new Missing("There is no " + program, "put " + program + " on the PATH", ""));
      }
    }
    Path script = Files.createTempFile("lines", ".sh");
    Files.writeString(script, lines);
    try (ChildProcess shell =
        ChildProcess.start(List.of("sh", script.toString()), script.getParent(), variables)) {
      if (!shell.succeeds(LONGEST, gone -> {})) {
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
