package net.vimmerse.workflow.contract.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.opentest4j.AssertionFailedError;

/**
 * A client that a generator made, compiled with its round trip.
 *
 * @param generator the generator
 * @param directory a copy of the generator's folder, with all that the commands wrote
 * @param environment the environment of the commands
 */
record GeneratedClient(ClientGenerator generator, Path directory, Map<String, String> environment) {
  private static final Path TARGET = Repository.MODULE.resolve("target/generated-clients");
  private static final Path BIN = TARGET.resolve("bin");
  private static final Path DOCUMENT = Repository.ROOT.resolve("openapi/workflow-api.yaml");
  private static final Duration LIMIT = Duration.ofMinutes(8);

  /**
   * Generates and compiles a client, unless that was done with the same document, commands and
   * packages before. Tries twice, since registries fail at times.
   *
   * @throws ToolMissingException if Node.js, Python or their packages are not available
   */
  static GeneratedClient of(ClientGenerator generator)
      throws ToolMissingException, IOException, InterruptedException {
    try {
      return build(generator);
    } catch (AssertionFailedError e) {
      System.out.println("[tests] once more: " + e.getMessage());
      return build(generator);
    }
  }

  private static GeneratedClient build(ClientGenerator generator)
      throws ToolMissingException, IOException, InterruptedException {
    Path source = generator.source();
    Path directory = TARGET.resolve(generator.name());
    List<String> path = new ArrayList<>();
    Path nodePackages = null;
    if (Files.exists(source.resolve("package.json"))) {
      nodePackages = NodePackages.installed(source).directory().resolve("node_modules");
      path.add(nodePackages.resolve(".bin").toString());
    }
    if (Files.exists(source.resolve("requirements.txt"))) {
      path.add(PythonPackages.interpreter(source).getParent().toString());
    }
    path.add(BIN.toString());
    path.add(System.getenv("PATH"));
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", String.join(File.pathSeparator, path));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    String repository = System.getProperty("localRepository");
    if (repository != null) { // set by Surefire
      environment.put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
    }
    GeneratedClient client = new GeneratedClient(generator, directory, environment);

    Path built = directory.resolve("built");
    String fingerprint = fingerprint(generator);
    if (Files.exists(built) && Files.readString(built).equals(fingerprint)) {
      return client;
    }
    copy(source, directory);
    if (nodePackages != null) {
      Files.createSymbolicLink(directory.resolve("node_modules"), nodePackages);
    }
    Files.write(directory.resolve("workflow-api.yaml"), Files.readAllBytes(DOCUMENT));
    if (generator.from().contains("openapi-generator")) {
      installOpenApiGenerator(generator.versions().get(0), environment);
    }
    for (String command : Stream.of(generator.generate(), generator.build()).toList()) {
      if (command != null) {
        client.shell(command, environment);
      }
    }
    Files.writeString(built, fingerprint);
    return client;
  }

  /**
   * Runs the round trip.
   *
   * @return its output
   * @throws AssertionError if it fails
   */
  String roundTrip(String url, String apiKey) throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("BASE_URL", url);
    variables.put("API_KEY", apiKey);
    return shell(generator.run(), variables);
  }

  private String shell(String command, Map<String, String> variables)
      throws IOException, InterruptedException {
    return shell(command, directory, variables);
  }

  private static String shell(String command, Path directory, Map<String, String> variables)
      throws IOException, InterruptedException {
    try (ChildProcess shell =
        ChildProcess.start(List.of("sh", "-c", command), directory, variables)) {
      if (!shell.succeeds(LIMIT, gone -> {})) {
        throw new AssertionFailedError(command + " failed:\n" + shell.output());
      }
      return shell.output();
    }
  }

  /** Installs the command that OpenAPI Generator's own installers provide. */
  private static synchronized void installOpenApiGenerator(
      String version, Map<String, String> environment) throws IOException, InterruptedException {
    Path jar = BIN.resolve("openapi-generator-cli-" + version + ".jar");
    Path program = BIN.resolve("openapi-generator-cli");
    if (Files.exists(jar) && Files.exists(program)) {
      return;
    }
    Files.createDirectories(BIN);
    shell(
        "mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -DoutputDirectory=."
            + " -Dartifact=org.openapitools:openapi-generator-cli:"
            + version,
        BIN,
        environment);
    Files.writeString(program, "#!/bin/sh\nexec java -jar '" + jar + "' \"$@\"\n");
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + program + " executable");
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    if (Files.exists(target)) {
      for (Path file : walk(target).sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    for (Path file : walk(source).filter(Files::isRegularFile).toList()) {
      Path copy = target.resolve(source.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.write(copy, Files.readAllBytes(file));
    }
  }

  private static String fingerprint(ClientGenerator generator) throws IOException {
    CRC32C checksum = new CRC32C();
    checksum.update((generator.toString() + generator.versions()).getBytes(UTF_8));
    checksum.update(Files.readAllBytes(DOCUMENT));
    for (Path file : walk(generator.source()).filter(Files::isRegularFile).sorted().toList()) {
      checksum.update(Files.readAllBytes(file));
    }
    return Long.toHexString(checksum.getValue());
  }

  private static Stream<Path> walk(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    }
  }
}
