package net.vimmerse.workflow.contract.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process of the FastAPI server in {@code contract-tests/reference-server}, which shares nothing
 * with the document, the client, the simulator and the kit.
 */
public final class ReferenceServer implements AutoCloseable {
  private static final Path SOURCE = Repository.ROOT.resolve("contract-tests/reference-server");
  private static final String ANNOUNCEMENT = "Workflow API reference server at ";
  private static final Duration START = Duration.ofMinutes(1);

  /** Without a requirement, an installation must not delay the build. */
  private static final Duration SHORT_INSTALLATION = Duration.ofSeconds(20);

  private final ChildProcess process;

  private ReferenceServer(ChildProcess process) {
    this.process = process;
  }

  /** Returns true if every test with the server must run. */
  public static boolean isRequired() {
    return System.getProperty("reference", System.getProperty("tools", "auto"))
        .equalsIgnoreCase("required");
  }

  /**
   * Starts a server on a free port. Skips the test if there is no Python for it, unless it is
   * required.
   *
   * @param options of {@code python -m workflow_server}
   */
  public static ReferenceServer start(String... options) throws IOException, InterruptedException {
    ExternalTool tool = ExternalTool.of("reference");
    List<String> command = new ArrayList<>();
    try {
      command.add(interpreter(tool).toString());
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    }
    command.addAll(List.of("-m", "workflow_server", "--port=0"));
    command.addAll(List.of(options));
    ChildProcess process =
        ChildProcess.start(
            command,
            SOURCE,
            Map.of("PYTHONDONTWRITEBYTECODE", "1"),
            line -> line.startsWith(ANNOUNCEMENT));
    if (!process.awaitSign(START)) {
      process.close();
      throw new IllegalStateException("The server did not start:\n" + process.output());
    }
    return new ReferenceServer(process);
  }

  private static Path interpreter(ExternalTool tool)
      throws ToolMissingException, IOException, InterruptedException {
    return PythonPackages.interpreter(
        SOURCE,
        tool.mode() == ExternalTool.Mode.REQUIRED ? PythonPackages.LIMIT : SHORT_INSTALLATION);
  }

  /** Returns the base URL. */
  public String url() {
    return process
        .output()
        .lines()
        .filter(line -> line.startsWith(ANNOUNCEMENT))
        .map(line -> line.substring(ANNOUNCEMENT.length()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    process.close();
  }
}
