package net.vimmerse.workflow.contract.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opentest4j.AssertionFailedError;

/** The program of the simulator with another document, in a process of its own. */
public final class SimulatorProgram implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);
  private static final String READY = "Workflow API simulator at ";

  private final ChildProcess process;
  private final String url;

  private SimulatorProgram(ChildProcess process) {
    this.process = process;
    this.url = process.output().replaceFirst("(?s)^.*" + READY + "(\\S+) .*$", "$1");
  }

  /** Returns where the document has to be in a directory of classes; creates its folder. */
  public static Path document(Path directory) throws IOException {
    Path document = directory.resolve("net/vimmerse/workflow/workflow-api.yaml");
    Files.createDirectories(document.getParent());
    return document;
  }

  /**
   * Starts the program on a free port; returns when it accepts requests.
   *
   * @param directory the directory of the {@link #document}
   * @param options the options of the program
   */
  public static SimulatorProgram start(Path directory, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                directory + File.pathSeparator + System.getProperty("java.class.path"),
                "net.vimmerse.workflow.simulator.cli.Main",
                "--port=0"));
    command.addAll(List.of(options));
    ChildProcess process =
        ChildProcess.start(command, directory, Map.of(), line -> line.startsWith(READY));
    if (!process.awaitSign(START) || !process.output().contains(READY)) {
      process.close();
      throw new AssertionFailedError("The simulator did not start:\n" + process.output());
    }
    return new SimulatorProgram(process);
  }

  public String url() {
    return url;
  }

  @Override
  public void close() {
    process.close();
  }
}
