package net.vimmerse.workflow.contract.report;

import static java.util.Objects.requireNonNull;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.coverage.Coverage;
import net.vimmerse.workflow.contract.drift.Difference;
import net.vimmerse.workflow.contract.drift.Difference.Kind;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;

/** Writes a report as one self-contained page: no script, no font, no network. */
public final class HtmlReport {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HtmlReport() {}

  // The template refers to the components of these records by name.

  record Page(
      String summary,
      String target,
      String begun,
      List<Tile> tiles,
      Collection<Map.Entry<String, String>> facts,
      List<Differences> kinds,
      List<Coverage.Line> parts,
      List<String> statuses,
      List<Row> operations,
      List<Coverage.Line> gaps,
      List<Group> groups) {}

  record Tile(String number, String name) {}

  record Differences(String title, int number, List<Shown> differences) {}

  record Shown(
      String where, String what, boolean often, int times, String line, String transcript) {}

  record Row(String name, List<Count> counts) {}

  record Group(
      String name,
      boolean open,
      List<Count> counts,
      List<Ended> failed,
      List<Ended> skipped,
      List<Ended> passed) {}

  record Count(String style, String text) {}

  record Ended(String name, String message, String line, String transcript) {}

  /** Returns the page, to be written as UTF-8. */
  public static String of(Report report) {
    return template().execute(page(report));
  }

  private static Template template() {
    try (InputStream in =
        requireNonNull(HtmlReport.class.getResourceAsStream("report.mustache"), "no template")) {
      return Mustache.compiler()
          .withFormatter(value -> PrintableText.text(value.toString()))
          .emptyStringIsFalse(true)
          .compile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page page(Report report) {
    return new Page(
        report.summary(),
        report.target(),
        MINUTE.format(report.begun()),
        tiles(report),
        report.facts().entrySet(),
        report.drift().byKind().entrySet().stream()
            .map(it -> differences(it.getKey(), it.getValue()))
            .toList(),
        report.coverage().summary(),
        report.coverage().statuses(),
        report.coverage().operations().entrySet().stream()
            .map(it -> row(it.getKey(), it.getValue(), report.coverage().statuses()))
            .toList(),
        Stream.concat(report.coverage().summary().stream(), report.coverage().templates().stream())
            .toList(),
        report.byGroup().entrySet().stream().map(it -> group(it.getKey(), it.getValue())).toList());
  }

  private static List<Tile> tiles(Report report) {
    List<Tile> tiles = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      tiles.add(new Tile("" + report.count(outcome), name(outcome)));
    }
    long exchanges = report.results().stream().mapToLong(it -> it.exchanges().size()).sum();
    tiles.add(new Tile("" + exchanges, "exchanges validated"));
    tiles.add(new Tile(seconds(report.elapsed()), "seconds"));
    return tiles;
  }

  private static Differences differences(Kind kind, List<Difference> differences) {
    return new Differences(
        kind.title(), differences.size(), differences.stream().map(HtmlReport::shown).toList());
  }

  private static Shown shown(Difference difference) {
    return new Shown(
        difference.where(),
        difference.what(),
        difference.times() > 1,
        difference.times(),
        difference.reproduction(),
        difference.example().map(Transcript::of).orElse(""));
  }

  private static Row row(String operation, Map<String, Integer> times, List<String> statuses) {
    return new Row(
        operation,
        statuses.stream()
            .map(
                status -> {
                  Integer known = times.get(status);
                  return known == null
                      ? new Count("", "")
                      : new Count(known > 0 ? "seen" : "unseen", "" + known);
                })
            .toList());
  }

  private static Group group(String name, List<TestResult> results) {
    List<Count> counts =
        Stream.of(Outcome.FAILED, Outcome.SKIPPED, Outcome.PASSED)
            .filter(outcome -> !ended(results, outcome).isEmpty())
            .map(it -> new Count(name(it), ended(results, it).size() + " " + name(it)))
            .toList();
    List<Ended> failed = ended(results, Outcome.FAILED);
    return new Group(
        name,
        !failed.isEmpty(),
        counts,
        failed,
        ended(results, Outcome.SKIPPED),
        ended(results, Outcome.PASSED));
  }

  private static List<Ended> ended(List<TestResult> results, Outcome outcome) {
    return results.stream()
        .filter(it -> it.outcome() == outcome)
        .map(it -> new Ended(it.name(), it.message(), it.reproduction(), transcript(it)))
        .toList();
  }

  /**
   * Returns the exchanges of a failed result; those of passed results would make the page too
   * large.
   */
  private static String transcript(TestResult result) {
    return result.outcome() == Outcome.FAILED
        ? result.exchanges().stream().map(Transcript::of).collect(Collectors.joining("\n"))
        : "";
  }

  private static String name(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1e3);
  }
}
