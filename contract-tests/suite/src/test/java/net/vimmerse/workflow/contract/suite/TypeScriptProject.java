package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A copy of all that the types are made of and checked with, laid out as in the repository. It lies
 * below the folder that the packages are installed in, as Node and TypeScript look for them
 * upwards.
 *
 * @param root the copy of the repository's root
 */
record TypeScriptProject(Path root) {
  private static final Path REPOSITORY = Repository.ROOT;
  private static final List<String> FOLDERS =
      List.of(
          "openapi",
          "typescript",
          "examples/web",
          "examples/playwright",
          "mock-server/src/main/resources/net/vimmerse/workflow/simulator");
  private static final Set<Path> MADE =
      Set.of(Path.of("node_modules"), Path.of("generated"), Path.of("projects"), Path.of("target"));
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Copies the sources to a folder, in place of what was there. */
  static TypeScriptProject copiedTo(Path root) throws IOException {
    if (Files.exists(root)) {
      for (Path file : walk(root).sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    for (String folder : FOLDERS) {
      for (Path file : walk(REPOSITORY.resolve(folder)).filter(Files::isRegularFile).toList()) {
        Path relative = REPOSITORY.relativize(file);
        if (StreamSupport.stream(relative.spliterator(), false).noneMatch(MADE::contains)) {
          Path copy = root.resolve(relative);
          Files.createDirectories(copy.getParent());
          Files.write(copy, Files.readAllBytes(file));
        }
      }
    }
    return new TypeScriptProject(root);
  }

  private static Stream<Path> walk(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    }
  }

  /** The document that the types are made from. */
  Path document() {
    return root.resolve("openapi/workflow-api.yaml");
  }

  /** Adds a file to the type tests. */
  void test(String name, String source) throws IOException {
    Files.writeString(root.resolve("typescript/test").resolve(name), source);
  }

  /** Makes the types from the document. */
  void generate() throws IOException, InterruptedException {
    try (ChildProcess npm = npm("generate")) {
      assertThat(npm.succeeds(LIMIT, gone -> {})).as(npm::output).isTrue();
    }
  }

  /** What the compiler says against the type tests and the example page; empty if nothing. */
  List<String> violations() throws IOException, InterruptedException {
    try (ChildProcess npm = npm("test")) {
      boolean isValid = npm.succeeds(LIMIT, gone -> {});
      List<String> violations =
          npm.output().lines().filter(line -> line.contains(": error TS")).toList();
      assertThat(isValid).as(npm::output).isEqualTo(violations.isEmpty());
      return violations;
    }
  }

  private ChildProcess npm(String script) throws IOException {
    return ChildProcess.start(
        List.of(NodePackages.npm(), "run", script), root.resolve("typescript"), Map.of());
  }
}
