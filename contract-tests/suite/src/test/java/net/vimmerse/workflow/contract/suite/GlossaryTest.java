package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the words of documentation, help texts, pages and main code against the glossary in
 * CONTRIBUTING.md, which is the only list of retired words.
 */
class GlossaryTest {
  private static final Pattern TABLE =
      Pattern.compile("<!-- retired words -->.*?<!-- end -->", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("(?m)^\\|[^|]+\\|([^|]+)\\|$");

  /** Separates the words of camelCase and snake_case names. */
  private static final Pattern WORD_BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|_");

  private static final Pattern TEXT_FILE =
      Pattern.compile(".*\\.(md|java|ya?ml|m?js|ts|html|css|hbs|mustache|pro)");

  private static final Set<String> SKIPPED_FOLDERS =
      Set.of(".git", ".github", "target", "node_modules", "test", "released");

  @TestFactory
  Stream<DynamicTest> no_file_uses_a_retired_word() throws IOException {
    Pattern retired = retired();
    return files().stream()
        .map(
            file ->
                dynamicTest(
                    Repository.ROOT.relativize(file).toString(),
                    () ->
                        assertThat(retiredWords(Files.readString(file), retired))
                            .as("retired words; CONTRIBUTING.md has those to use")
                            .isEmpty()));
  }

  @Test
  void words_are_found_in_prose_and_within_names() throws IOException {
    assertThat(retiredWords("The World and its judges: aVerdictOf(WISHES)", retired()))
        .containsExactly("World", "judges", "Verdict", "WISHES");
    assertThat(retiredWords("worldwide, remembered, plane", retired())).isEmpty();
  }

  @Test
  void every_part_of_the_product_is_read() throws IOException {
    assertThat(files())
        .map(file -> Repository.ROOT.relativize(file).toString().replace('\\', '/'))
        .contains(
            "README.md",
            "docs/simulator.md",
            "openapi/workflow-api.yaml",
            "typescript/index.d.ts",
            "examples/web/page.js")
        .anyMatch(file -> file.startsWith("client/src/main/java/"))
        .anyMatch(file -> file.endsWith("simulator-api.yaml"))
        .anyMatch(file -> file.contains("/pages/assets/dashboard/"))
        .anyMatch(file -> file.startsWith("contract-tests/kit/src/main/java/"));
  }

  private static List<String> retiredWords(String text, Pattern retired) {
    // The JDK's names are not ours to choose.
    String own = TABLE.matcher(text).replaceAll("").replace("CompletionStage", "");
    String words = WORD_BORDER.matcher(own).replaceAll(" ");
    return retired.matcher(words).results().map(MatchResult::group).toList();
  }

  private static Pattern retired() throws IOException {
    String guide = Files.readString(Repository.ROOT.resolve("CONTRIBUTING.md"));
    String table = TABLE.matcher(guide).results().map(MatchResult::group).findFirst().orElseThrow();
    String words =
        ROW.matcher(table)
            .results()
            .skip(2) // the heading and the line below it
            .flatMap(row -> Arrays.stream(row.group(1).split(",")))
            .map(word -> Pattern.quote(word.strip()))
            .collect(Collectors.joining("|"));
    return Pattern.compile("(?i)(?<!\\p{L})(?:" + words + ")(?!\\p{L})");
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        Repository.ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED_FOLDERS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (TEXT_FILE.matcher(file.getFileName().toString()).matches()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
