package net.vimmerse.workflow.contract.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The changes between two documents, and their effect on users of the older one. */
record DocumentChanges(String olderVersion, String newerVersion, List<Change> changes) {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** The effect of a change on users of the older document. */
  enum Impact {
    /** Something that worked no longer does. */
    MAJOR("Breaking"),
    /** Something new is possible. */
    MINOR("New"),
    /** Neither. */
    PATCH("Changed");

    private final String word;

    Impact(String word) {
      this.word = word;
    }
  }

  /**
   * One change.
   *
   * @param node where in the document, references followed, as a dotted path
   * @param text what changed, for people
   */
  record Change(Impact impact, String node, String text) {
    private static Change of(JsonNode change) {
      String pointer =
          change
              .path("revision")
              .path("pointer")
              .asText(change.path("base").path("pointer").asText());
      List<String> messages = new ArrayList<>();
      change.path("verdicts").forEach(it -> messages.add(it.path("message").asText()));
      return new Change(
          Impact.valueOf(change.path("impact").asText().toUpperCase(Locale.ROOT)),
          node(pointer),
          messages.isEmpty() ? text(change) : String.join(" ", messages));
    }

    private static String node(String pointer) {
      return pointer
          .replaceFirst("^#/(components/\\w+/|paths/)?", "")
          .replace("/properties/", ".")
          .replace("/", ".")
          .replace("~1", "/")
          .replace("~0", "~");
    }

    private static String text(JsonNode change) {
      JsonNode from = change.path("base").path("value");
      JsonNode to = change.path("revision").path("value");
      return switch (change.path("kind").asText()) {
        case "added" -> "added";
        case "removed" -> "removed";
        default -> "from " + shortened(from) + " to " + shortened(to);
      };
    }

    private static String shortened(JsonNode value) {
      String text = value.toString();
      return text.length() <= 80 ? text : text.substring(0, 80) + "\u2026";
    }

    @Override
    public String toString() {
      return impact.word + ": `" + node + "`: " + text;
    }
  }

  /** Compares two files with Redocly. */
  static DocumentChanges between(RedoclyExtension redocly, Path older, Path newer, Path scratch)
      throws Exception {
    Path report = scratch.resolve("changes.json");
    Path rules = Repository.ROOT.resolve("openapi/released/redocly.yaml");
    try (ChildProcess diff =
        redocly.start(
            scratch,
            "diff",
            older.toString(),
            newer.toString(),
            "--config=" + rules,
            "--format=json",
            "--fail-on=none",
            "--output=" + report)) {
      if (!diff.succeeds(LIMIT, gone -> {})) {
        throw new AssertionError("Redocly cannot compare:\n" + diff.output());
      }
    }
    JsonNode read = new ObjectMapper().readTree(Files.readString(report));
    List<Change> changes = new ArrayList<>();
    read.path("changes").forEach(it -> changes.add(Change.of(it)));
    return new DocumentChanges(
        read.at("/infoVersions/base").asText(),
        read.at("/infoVersions/revision").asText(),
        changes);
  }

  List<Change> of(Impact impact) {
    return changes.stream().filter(it -> it.impact() == impact).toList();
  }

  /** Returns the breaking changes that the version of the newer document does not allow. */
  List<Change> forbidden() {
    return major(newerVersion) > major(olderVersion) ? List.of() : of(Impact.MAJOR);
  }

  private static int major(String version) {
    return Integer.parseInt(version.replaceFirst("\\..*", ""));
  }

  /** Returns entries for the change log, breaking changes first. */
  String changelog() {
    String entries =
        changes.stream()
            .sorted(Comparator.comparing(Change::impact))
            .map(it -> "- " + it + "\n")
            .collect(Collectors.joining());
    return "## Document " + newerVersion + ", after " + olderVersion + "\n\n" + entries;
  }
}
