package net.vimmerse.workflow.contract.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Python packages that tests run, installed from a committed {@code requirements.txt}. */
final class PythonPackages {
  private static final Path TARGET = Repository.MODULE.resolve("target/python");
  static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String REMEDY =
      "install Python 3.10 or newer with venv, and let pip reach an index";

  private PythonPackages() {}

  /**
   * Installs the packages, unless they are already installed. Safe when several threads ask at
   * once: one installs, the others wait.
   *
   * @param source the directory of {@code requirements.txt}
   * @return the Python interpreter that finds them
   * @throws ToolMissingException if Python or the packages are not available
   */
  static Path interpreter(Path source)
      throws ToolMissingException, IOException, InterruptedException {
    return interpreter(source, LIMIT);
  }

  /**
   * Does the same within a time limit.
   *
   * @param limit for each of the two steps of an installation
   */
  static synchronized Path interpreter(Path source, Duration limit)
      throws ToolMissingException, IOException, InterruptedException {
    Path requirements = source.resolve("requirements.txt");
    CRC32C checksum = new CRC32C();
    checksum.update(Files.readAllBytes(requirements));
    Path directory = TARGET.resolve(Long.toHexString(checksum.getValue()));
    Path interpreter = directory.resolve("bin/python");
    Path done = directory.resolve("installed");
    if (Files.notExists(done)) {
      Files.createDirectories(TARGET);
      run(limit, List.of("python3", "-m", "venv", "--clear", directory.toString()));
      run(
          limit,
          List.of(
              interpreter.toString(),
              "-m",
              "pip",
              "install",
              "--quiet",
              "--require-hashes",
              "--requirement",
              requirements.toString()));
      Files.createFile(done);
    }
    return interpreter;
  }

  private static void run(Duration limit, List<String> command)
      throws ToolMissingException, IOException, InterruptedException {
    try (ChildProcess process = ChildProcess.start(command, TARGET, Map.of())) {
      if (!process.succeeds(limit, gone -> {})) {
        throw new ToolMissingException(
            String.join(" ", command) + " failed", REMEDY, process.output());
      }
    }
  }
}
