package net.vimmerse.workflow.contract.suite;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A generator of {@code generators.yaml}, which explains the properties.
 *
 * @param generate null if the tool generates nothing
 * @param needs null if the defaults work
 * @param build null if the language compiles nothing
 */
record ClientGenerator(
    String name,
    String language,
    String tool,
    List<String> from,
    String generate,
    String needs,
    String build,
    String run) {

  /** The pinned packages and the round trip of each generator, in a folder of its name. */
  private static final Path SOURCES = Repository.MODULE.resolve("generated-clients");

  private static final List<String> PINS =
      List.of("package.json", "requirements.txt", "go.mod", "../../../../pom.xml");

  /** Returns all generators. */
  static List<ClientGenerator> all() throws IOException {
    return new YAMLMapper()
        .readValue(Files.readString(SOURCES.resolve("generators.yaml")), new TypeReference<>() {});
  }

  /** Returns the folder with the pinned packages and the round trip. */
  Path source() {
    return SOURCES.resolve(name);
  }

  /** Returns the versions of the packages in {@link #from}, as pinned in the folder. */
  List<String> versions() throws IOException {
    List<String> versions = new ArrayList<>();
    for (String each : from) {
      versions.add(version(each));
    }
    return versions;
  }

  private String version(String pinned) throws IOException {
    String quoted = Pattern.quote(pinned);
    Pattern pin =
        Pattern.compile(
            "\"%s\": \"([^\"]+)\"|(?m:^%s==(\\S+))|\\s%s v(\\S+)|<%s\\.version>([^<]+)<"
                .formatted(quoted, quoted, quoted, quoted));
    for (String file : PINS) {
      Path path = source().resolve(file);
      Matcher version = pin.matcher(Files.exists(path) ? Files.readString(path) : "");
      if (version.find()) {
        for (int group = 1; group <= version.groupCount(); group++) {
          if (version.group(group) != null) {
            return version.group(group);
          }
        }
      }
    }
    throw new IllegalStateException(pinned + " has no version in " + source());
  }

  /** Returns the row of this generator in the guide. */
  String row() throws IOException {
    String command = generate == null ? "" : "`" + generate + "`";
    return "| %s | %s | %s | %s | %s | passes |"
        .formatted(
            language, tool, String.join(", ", versions()), command, needs == null ? "" : needs);
  }
}
