package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.examples.QuickStart;
import org.junit.jupiter.api.Test;

/** Every Java sample of the guide is part of a compiled program. */
class ClientGuideTest {
  private static final Pattern SAMPLE =
      Pattern.compile("(?:<!-- (\\w+): ([\\w-]+) -->\n)?```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void every_java_sample_is_compiled() throws Exception {
    Matcher samples = SAMPLE.matcher(Files.readString(Repository.ROOT.resolve("docs/client.md")));
    List<String> seen = new ArrayList<>();
    while (samples.find()) {
      assertThat(samples.group(1)).as("the source of %s", samples.group(3)).isNotNull();
      assertThat(samples.group(3))
          .as(samples.group(1) + ": " + samples.group(2))
          .isEqualTo(region(samples.group(1), samples.group(2)));
      seen.add(samples.group(2));
    }
    assertThat(seen).hasSizeGreaterThan(8);
  }

  @Test
  void every_java_sample_for_spring_is_part_of_an_application_that_the_build_tests()
      throws Exception {
    StringBuilder application = new StringBuilder();
    try (Stream<Path> files =
        Files.walk(Repository.ROOT.resolve("consumer-tests/spring-boot-4/src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        application.append(Files.readString(file).replaceAll("\\s+", " "));
      }
    }
    Matcher samples = SAMPLE.matcher(Files.readString(Repository.ROOT.resolve("docs/spring.md")));
    int seen = 0;
    for (; samples.find(); seen++) {
      assertThat(application).contains(samples.group(3).strip().replaceAll("\\s+", " "));
    }
    assertThat(seen).isGreaterThan(2);
  }

  /** The consumer project in Kotlin is compiled by the consumer tests. */
  @Test
  void every_kotlin_sample_is_compiled_or_names_artifacts_of_the_build() throws Exception {
    Matcher samples =
        Pattern.compile("```kotlin\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Repository.ROOT.resolve("docs/client.md")));
    String compiled =
        region(
            Repository.ROOT.resolve(
                "consumer-tests/src/it/kotlin/src/main/kotlin/consumer/QuickStart.kt"),
            "kotlin");
    List<String> seen = new ArrayList<>();
    while (samples.find()) {
      seen.add(samples.group(1));
    }
    assertThat(seen).hasSize(2);
    assertThat(seen.get(1)).isEqualTo(compiled);
    assertGradleDependencies(seen.get(0));
  }

  /** Gradle itself is not run: the build does not have it. */
  private static void assertGradleDependencies(String sample) throws IOException {
    assertThat(sample.lines().map(String::strip).toList())
        .startsWith("dependencies {")
        .endsWith("}")
        .filteredOn(line -> !line.equals("dependencies {") && !line.equals("}"))
        .hasSize(2)
        .allMatch(line -> line.matches("(i|testI)mplementation\\(\"[\\w.:-]+\"\\)"));
    Matcher coordinates =
        Pattern.compile("\"([^:\"]+):workflow-([^:\"]+):([^:\"]+)\"").matcher(sample);
    while (coordinates.find()) {
      assertThat(Files.readString(Repository.ROOT.resolve(coordinates.group(2)).resolve("pom.xml")))
          .contains(
              "<groupId>%s</groupId>".formatted(coordinates.group(1)),
              "<artifactId>workflow-%s</artifactId>".formatted(coordinates.group(2)),
              "<version>%s</version>".formatted(coordinates.group(3)));
    }
  }

  private static String region(String program, String name) throws IOException {
    Path example =
        Repository.ROOT
            .resolve("examples/src/main/java")
            .resolve(QuickStart.class.getPackageName().replace('.', '/'))
            .resolve(program + ".java");
    Path test =
        Repository.ROOT
            .resolve("client-test/src/test/java/net/vimmerse/workflow/client/test")
            .resolve(program + ".java");
    return region(Files.exists(example) ? example : test, name);
  }

  private static String region(Path file, String name) throws IOException {
    String source = Files.readString(file);
    Matcher region =
        Pattern.compile(
                "// (?:begin: "
                    + Pattern.quote(name)
                    + "|"
                    + Pattern.quote(name)
                    + ": begin)\n(.*?)\n *// (?:end|\\w+: end)\n",
                Pattern.DOTALL)
            .matcher(source);
    assertThat(region.find()).as(file + " has " + name).isTrue();
    String body = region.group(1).stripTrailing();
    int indent =
        body.lines()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return body.lines()
        .map(line -> line.isBlank() ? "" : line.substring(indent))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
