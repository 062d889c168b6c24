package net.vimmerse.workflow.contract.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The Node packages that the tests with external tools run, installed from the committed lock file.
 *
 * @param directory where {@code node_modules} is
 */
record NodePackages(Path directory) {
  private static final Path PRISM_AND_REDOCLY =
      Repository.ROOT.resolve("contract-tests/suite/prism");
  private static final Path TARGET = Repository.MODULE.resolve("target").resolve("node");
  private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration RESPONSE = Duration.ofSeconds(20);
  private static final String REMEDY =
      "install Node.js 18 or newer with npm, and let npm reach a registry";

  private static final Map<Path, Supplier<ToolMissingException>> FAILURES = new HashMap<>();

  /** Prism and Redocly, as {@link #installed(Path)}. */
  static NodePackages installed() throws ToolMissingException, InterruptedException {
    return installed(PRISM_AND_REDOCLY);
  }

  /**
   * The packages of a lock file, installed when they are not there yet. Safe when several threads
   * or builds ask at once: one installs, the others wait.
   *
   * @param source where {@code package-lock.json} is
   * @throws ToolMissingException when Node, npm or the packages cannot be had
   */
  static synchronized NodePackages installed(Path source)
      throws ToolMissingException, InterruptedException {
    Supplier<ToolMissingException> failure = FAILURES.get(source);
    if (failure != null) {
      throw failure.get(); // Without a network each attempt takes minutes.
    }
    try {
      return install(source);
    } catch (ToolMissingException e) {
      FAILURES.put(source, e::again);
      throw e;
    }
  }

  private static NodePackages install(Path source)
      throws ToolMissingException, InterruptedException {
    version("node");
    try {
      Path directory = TARGET.resolve(fingerprint(source));
      Path done = directory.resolve("installed");
      if (Files.exists(done)) {
        return new NodePackages(directory);
      }
      version(npm());
      Files.createDirectories(directory);
      try (FileChannel channel =
              FileChannel.open(
                  TARGET.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.exists(done)) {
          install(source, directory);
          Files.createFile(done);
        }
      }
      return new NodePackages(directory);
    } catch (IOException e) {
      throw new ToolMissingException("The Node packages cannot be installed: " + e, REMEDY, "");
    }
  }

  private static void install(Path source, Path directory)
      throws IOException, InterruptedException, ToolMissingException {
    for (String file : FILES) {
      // Bytes, not a copy: the copy of a read-only file could not be overwritten.
      Files.write(directory.resolve(file), Files.readAllBytes(source.resolve(file)));
    }
    // No install scripts: none is needed, so none may run.
    List<String> command = List.of(npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    long start = System.nanoTime();
    try (ChildProcess npm = ChildProcess.start(command, directory, Map.of())) {
      if (!npm.succeeds(
          LIMIT, gone -> say("npm ci: still at it after " + gone.toSeconds() + " s"))) {
        Files.writeString(directory.resolve("npm.log"), npm.output());
        say("npm ci failed:\n" + npm.output().indent(2));
        throw new ToolMissingException(
            "npm ci failed, see " + directory.resolve("npm.log"), REMEDY, npm.output());
      }
    }
    say("npm ci: done in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
  }

  private static void say(String line) {
    System.out.println("[tests] " + line);
  }

  private static void version(String program) throws ToolMissingException, InterruptedException {
    try (ChildProcess process =
        ChildProcess.start(List.of(program, "--version"), Repository.MODULE, Map.of())) {
      if (!process.succeeds(RESPONSE, gone -> {})) {
        throw new ToolMissingException(program + " does not run", REMEDY, process.output());
      }
    } catch (IOException e) {
      throw new ToolMissingException("There is no " + program + " here", REMEDY, "");
    }
  }

  /** Returns the name of npm's executable. */
  static String npm() {
    boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win");
    return windows ? "npm.cmd" : "npm";
  }

  private static String fingerprint(Path source) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String file : FILES) {
        digest.update(Files.readAllBytes(source.resolve(file)));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the command that runs a script of a package. */
  List<String> command(String script, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add("node");
    command.add(directory.resolve("node_modules").resolve(script).toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
