package net.vimmerse.workflow.contract.mutation;

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
import net.vimmerse.workflow.contract.mutation.MutantResult.Outcome;
import net.vimmerse.workflow.contract.suite.Repository;

/**
 * Reports the results of one sort of mutant and compares them with the committed baseline.
 *
 * <p>The full table, with the message of each test, is written to {@code target/NAME-mutants.md}.
 * The baseline, {@code src/test/resources/mutants/NAME.txt}, has a line for each mutant and the
 * test that kills it; {@code docs/mutation-testing.md} has the figures. With {@code
 * -Dmutation=write} both are written, otherwise they are compared with the results.
 */
final class MutationReport {
  private static final boolean WRITE = "write".equals(System.getProperty("mutation"));
  private static final String REMEDY = "to update it: mvn verify -Dmutation=write";
  private static final int MAX_LENGTH = 200;

  /** Texts that differ from run to run, and their replacements. */
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

  private final String name;
  private final Path table;
  private final Path baseline;
  private final Path overview;
  private final boolean write;

  /**
   * Creates a report.
   *
   * @param module the directory that holds {@code target} and the baselines
   * @param overview the page with the figures
   * @param name {@code document}, {@code protocol} or {@code client}
   */
  MutationReport(Path module, Path overview, String name, boolean write) {
    this.name = name;
    this.table = module.resolve("target").resolve(name + "-mutants.md");
    this.baseline = module.resolve("src/test/resources/mutants").resolve(name + ".txt");
    this.overview = overview;
    this.write = write;
  }

  /** Returns the report of this module on one sort of mutant. */
  static MutationReport of(String name) {
    Path overview = Repository.ROOT.resolve("docs/mutation-testing.md");
    return new MutationReport(Repository.MODULE, overview, name, WRITE);
  }

  /**
   * Fails when a mutant survived, or when the baseline names other mutants, killers or equivalents
   * than these results.
   */
  void check(List<MutantResult> results) throws IOException {
    assertThat(results).as("mutants").isNotEmpty();
    assertThat(results)
        .as("mutants, each once")
        .extracting(MutantResult::toString)
        .doesNotHaveDuplicates();
    Files.createDirectories(table.getParent());
    Files.writeString(table, table(results));
    String measured = baseline(results);
    // Several reports are written by tests that run in parallel; their figures are in one file.
    synchronized (MutationReport.class) {
      if (write) {
        Files.createDirectories(baseline.getParent());
        Files.writeString(baseline, measured);
        Files.writeString(overview, withLine(Files.readString(overview), line(results)));
      }
      assertThat(results)
          .as("mutants that no test kills")
          .filteredOn(it -> it.outcome() == Outcome.SURVIVED)
          .isEmpty();
      assertThat(Files.readString(baseline)).as("%s; %s", baseline, REMEDY).isEqualTo(measured);
      assertThat(Files.readString(overview)).as("%s; %s", overview, REMEDY).contains(line(results));
    }
  }

  private static Map<String, List<MutantResult>> byKind(List<MutantResult> results) {
    return results.stream().collect(groupingBy(MutantResult::kind, LinkedHashMap::new, toList()));
  }

  /** Lists the killers without their messages, which contain times, sizes and orders. */
  private static String baseline(List<MutantResult> results) {
    StringBuilder text = new StringBuilder();
    byKind(results)
        .forEach(
            (kind, rows) -> {
              text.append("# ").append(kind).append('\n');
              rows.forEach(
                  it -> text.append(stable(it.mutant()) + " -> " + stable(killer(it)) + "\n"));
            });
    return text.toString();
  }

  private String table(List<MutantResult> results) {
    StringBuilder text = new StringBuilder();
    text.append("# Mutants: ").append(name).append("\n\n");
    text.append("| kind | mutants | killed | equivalent |\n| --- | ---: | ---: | ---: |\n");
    Map<String, List<MutantResult>> byKind = byKind(results);
    byKind.forEach((kind, rows) -> text.append(figures(kind, rows)));
    byKind.forEach(
        (kind, rows) -> {
          text.append("\n## ").append(capitalised(kind)).append("\n\n");
          text.append("| mutant | killed by | message |\n| --- | --- | --- |\n");
          rows.forEach(
              it -> text.append(row(item(it.mutant()), item(killer(it)), item(it.text()))));
        });
    return text.toString();
  }

  private static String killer(MutantResult result) {
    return result.outcome() == Outcome.KILLED
        ? result.killer()
        : result.outcome().name().toLowerCase(Locale.ROOT);
  }

  private String line(List<MutantResult> results) {
    return figures(name, results).strip();
  }

  private static String figures(String title, List<MutantResult> results) {
    return row(
        title,
        results.size() + "",
        count(results, Outcome.KILLED),
        count(results, Outcome.EQUIVALENT));
  }

  private static String count(List<MutantResult> results, Outcome outcome) {
    return results.stream().filter(it -> it.outcome() == outcome).count() + "";
  }

  /** Replaces one line of the overview's table. */
  private String withLine(String overview, String line) {
    String start = "| " + name + " |";
    return overview
        .lines()
        .map(it -> it.startsWith(start) ? line : it)
        .collect(joining("\n", "", "\n"));
  }

  private static String row(String... items) {
    return "| " + String.join(" | ", items) + " |\n";
  }

  private static String stable(String text) {
    String stable = text.strip();
    for (Map.Entry<Pattern, String> it : VOLATILE.entrySet()) {
      stable = it.getKey().matcher(stable).replaceAll(it.getValue());
    }
    return stable.length() > MAX_LENGTH ? stable.substring(0, MAX_LENGTH) + "…" : stable;
  }

  /**
   * Returns a text as a cell of a Markdown table: without what differs from run to run, cut off.
   */
  static String item(String text) {
    return stable(text)
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replace("*", "\\*");
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
