package net.vimmerse.workflow.simulator.pages;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A program that some tests need and the build does not install. The system property of the same
 * name decides what happens without it: {@code auto} (the default) skips those tests and prints one
 * line, {@code required} fails them, {@code off} skips them in any case.
 *
 * @param name the name of the system property
 * @param remedy how to install the program, without a full stop
 */
public record ExternalTool(String name, String remedy) {

  private enum Mode {
    AUTO,
    REQUIRED,
    OFF
  }

  /** Returns the first of these programs that is on the PATH, or ends the test. */
  public Path find(String... programs) {
    List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator, -1));
    if (mode() == Mode.OFF) {
      throw skipped("-D%s=off".formatted(name), null);
    }
    return Stream.of(programs)
        .flatMap(program -> folders.stream().map(folder -> Path.of(folder, program)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> unavailable(programs[0] + " is not on the PATH", null));
  }

  /** Returns the exception that ends a test whose program does not work. */
  public RuntimeException unavailable(String reason, Throwable cause) {
    String line = "%s. To fix it, %s".formatted(reason, remedy);
    if (mode() == Mode.REQUIRED) {
      throw new AssertionFailedError(line, cause);
    }
    return skipped(line + ". To fail instead: -D%s=required".formatted(name), cause);
  }

  private RuntimeException skipped(String reason, Throwable cause) {
    String line = "SKIPPED: tests that need the %s: %s".formatted(name, reason);
    System.out.println(line);
    return new TestAbortedException(line, cause);
  }

  private Mode mode() {
    String mode = System.getProperty(name, System.getProperty("tools", "auto"));
    try {
      return Mode.valueOf(mode.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new AssertionFailedError(
          "-D%s must be auto, required or off, not %s".formatted(name, mode), e);
    }
  }
}
