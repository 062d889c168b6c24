package net.vimmerse.workflow.contract.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * Our client, built from another document by its own POM.
 *
 * @param classes the classes of the client
 */
public record JavaClientBuild(Path classes) {
  private static final List<String> SOURCES =
      List.of("pom.xml", "LICENSE", "client/pom.xml", "client/src/main");
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * Builds the client with Maven, in a copy of its sources.
   *
   * @param directory where the copy is made
   */
  public static JavaClientBuild of(Path document, Path directory)
      throws IOException, InterruptedException {
    ExternalTool tool = ExternalTool.of("maven");
    for (String source : SOURCES) {
      for (Path file : files(Repository.ROOT.resolve(source))) {
        copy(file, directory.resolve(Repository.ROOT.relativize(file)));
      }
    }
    copy(document, directory.resolve("openapi/workflow-api.yaml"));
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q", "compile"));
    String repository = System.getProperty("localRepository");
    if (repository != null) { // set by Surefire
      command.add("-Dmaven.repo.local=" + repository);
    }
    try (ChildProcess maven = started(command, directory.resolve("client"))) {
      output(maven);
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    }
    return new JavaClientBuild(directory.resolve("client/target/classes"));
  }

  /**
   * Compiles and runs a program that uses the client.
   *
   * @return its output
   */
  public String run(String source, String... arguments) throws IOException, InterruptedException {
    Path program = Files.writeString(classes.resolveSibling("Program.java"), source);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                program.toString()));
    command.addAll(List.of(arguments));
    try (ChildProcess java = ChildProcess.start(command, classes.getParent(), Map.of())) {
      return output(java);
    }
  }

  private static ChildProcess started(List<String> command, Path directory)
      throws ToolMissingException {
    try {
      return ChildProcess.start(command, directory, Map.of());
    } catch (IOException e) {
      throw new ToolMissingException(
          command.get(0) + " does not start", "install Maven 3.8.7 or newer", e.toString());
    }
  }

  private static String output(ChildProcess process) throws InterruptedException {
    if (!process.succeeds(LIMIT, gone -> {})) {
      throw new AssertionFailedError("The program failed:\n" + process.output());
    }
    return process.output();
  }

  private static List<Path> files(Path source) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void copy(Path file, Path copy) throws IOException {
    Files.createDirectories(copy.getParent());
    Files.write(copy, Files.readAllBytes(file));
  }
}
