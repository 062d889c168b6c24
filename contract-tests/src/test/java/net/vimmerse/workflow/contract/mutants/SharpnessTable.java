package net.vimmerse.workflow.contract.mutants;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import net.vimmerse.workflow.contract.mutants.Fate.Outcome;

/**
 * The committed table of one sort of mutant, {@code docs/sharpness/NAME-mutants.md}, and its line
 * in {@code docs/sharpness.md}. With {@code -Dsharpness=write} both are written, else they are held
 * against what was measured.
 */
public final class SharpnessTable {
  private static final Path DOCS = Path.of("..", "docs");

  private static final boolean WRITE = "write".equals(System.getProperty("sharpness"));
  private static final String REMEDY = "write it anew: mvn test -Dsharpness=write";
  private static final int LONGEST = 200;

  /** A vertical bar inside of a cell has a backslash before it. */
  private static final Pattern LAST_OF_THREE =
      Pattern.compile("(?m)^(\\| (?:[^|]|\\\\\\|)+ \\| (?:[^|]|\\\\\\|)+ \\|) .* \\|$");

  /** What differs from run to run, and what stands for it in the table. */
  private static final Map<Pattern, String> VOLATILE = new LinkedHashMap<>();

  static {
    VOLATILE.put(Pattern.compile("\\s+"), " ");
    VOLATILE.put(Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "<id>");
    VOLATILE.put(Pattern.compile("\\b(user|customer)-[0-9a-f]{16}\\b"), "$1-<key>");
    VOLATILE.put(Pattern.compile("\\b(127\\.0\\.0\\.1|localhost):\\d+"), "<server>");
    VOLATILE.put(
        Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([+-]\\d\\d:\\d\\d|Z)?"),
        "<time>");
  }

  private final Path docs;
  private final String name;
  private final boolean write;

  SharpnessTable(Path docs, String name, boolean write) {
    this.docs = docs;
    this.name = name;
    this.write = write;
  }

  /**
   * The table of a sort of mutant.
   *
   * @param name {@code document}, {@code protocol}, {@code client}
   */
  public static SharpnessTable of(String name) {
    return new SharpnessTable(DOCS, name, WRITE);
  }

  /**
   * Fails when a mutant survived, or when the committed table names other mutants, killers or
   * equivalents than were measured.
   */
  public void hold(List<Fate> fates) throws IOException {
    assertThat(fates).as("mutants").isNotEmpty();
    assertThat(fates).as("mutants, each once").extracting(Fate::toString).doesNotHaveDuplicates();
    Path table = docs.resolve(file());
    Path overview = docs.resolve("sharpness.md");
    String measured = table(fates);
    // Several tables are written by tests that run side by side; their lines are in one file.
    synchronized (SharpnessTable.class) {
      if (write) {
        Files.createDirectories(table.getParent());
        Files.writeString(table, measured);
        Files.writeString(overview, withLine(Files.readString(overview), line(fates)));
      }
      assertThat(fates)
          .as("mutants that nobody has seen")
          .filteredOn(it -> it.outcome() == Outcome.SURVIVED)
          .isEmpty();
      assertThat(fates(Files.readString(table)))
          .as("%s; %s", table, REMEDY)
          .isEqualTo(fates(measured));
      assertThat(Files.readString(overview)).as("%s; %s", overview, REMEDY).contains(line(fates));
    }
  }

  private String file() {
    return "sharpness/" + name + "-mutants.md";
  }

  private String table(List<Fate> fates) {
    Map<String, List<Fate>> byKind =
        fates.stream().collect(groupingBy(Fate::kind, LinkedHashMap::new, toList()));
    StringBuilder text = new StringBuilder();
    text.append("# Mutants: ").append(name).append("\n\n");
    text.append("Measured, and written by a test. [What this is](../sharpness.md)\n\n");
    text.append("| kind | mutants | killed | equivalent |\n| --- | ---: | ---: | ---: |\n");
    byKind.forEach((kind, rows) -> text.append(figures(kind, rows)));
    byKind.forEach(
        (kind, rows) -> {
          text.append("\n## ").append(capitalised(kind)).append("\n\n");
          text.append("| mutant | killed by | message |\n| --- | --- | --- |\n");
          rows.forEach(it -> text.append(row(cell(it.mutant()), killer(it), cell(it.text()))));
        });
    return text.toString();
  }

  /** A table without what was said, which tells of times, sizes and the order of things as well. */
  private static String fates(String table) {
    return LAST_OF_THREE.matcher(table).replaceAll("$1");
  }

  private static String killer(Fate fate) {
    return switch (fate.outcome()) {
      case KILLED -> cell(fate.killer());
      case EQUIVALENT -> "*equivalent*";
      case SURVIVED -> "**survived**";
    };
  }

  private String line(List<Fate> fates) {
    return figures("[" + name + "](" + file() + ")", fates).strip();
  }

  private static String figures(String title, List<Fate> fates) {
    return row(
        title, fates.size() + "", count(fates, Outcome.KILLED), count(fates, Outcome.EQUIVALENT));
  }

  private static String count(List<Fate> fates, Outcome outcome) {
    return fates.stream().filter(it -> it.outcome() == outcome).count() + "";
  }

  /** The overview with one line of its table exchanged. */
  private String withLine(String overview, String line) {
    String link = "| [" + name + "](";
    return overview
        .lines()
        .map(it -> it.startsWith(link) ? line : it)
        .collect(joining("\n", "", "\n"));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** A text as a cell of the table: without what differs from run to run, and not too long. */
  static String cell(String text) {
    String stable = text.strip();
    for (Map.Entry<Pattern, String> it : VOLATILE.entrySet()) {
      stable = it.getKey().matcher(stable).replaceAll(it.getValue());
    }
    String brief = stable.length() > LONGEST ? stable.substring(0, LONGEST) + "…" : stable;
    return brief.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
