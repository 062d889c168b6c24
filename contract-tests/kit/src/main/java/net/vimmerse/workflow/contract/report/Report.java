package net.vimmerse.workflow.contract.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.coverage.Coverage;
import net.vimmerse.workflow.contract.drift.Drift;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;

/**
 * The results of a run.
 *
 * @param target the server under test
 * @param facts other facts of the run, by name
 * @param begun when it began
 * @param elapsed how long it took
 * @param results the results, credentials removed
 * @param drift the differences from the document
 * @param coverage the exercised part of the document
 */
public record Report(
    String target,
    Map<String, String> facts,
    Instant begun,
    Duration elapsed,
    List<TestResult> results,
    Drift drift,
    Coverage coverage) {
  private static final Pattern BUDGET =
      Pattern.compile("^may .* of (--budget-(?:calls|credits)) are left$");

  public Report {
    requireNonNull(target, "target == null");
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    requireNonNull(begun, "begun == null");
    requireNonNull(elapsed, "elapsed == null");
    results = List.copyOf(results);
    requireNonNull(drift, "drift == null");
    requireNonNull(coverage, "coverage == null");
  }

  /** Returns the outcome in a few words. */
  public String summary() {
    return switch (drift.differences().size()) {
      case 0 -> "Conforms to the document";
      case 1 -> "1 difference from the document";
      default -> drift.differences().size() + " differences from the document";
    };
  }

  /** Returns the report with another drift, such as one without accepted differences. */
  public Report with(Drift drift) {
    return new Report(target, facts, begun, elapsed, results, drift, coverage);
  }

  /** Returns the reasons for which results were skipped, without amounts, each with its number. */
  public Map<String, Long> skipped() {
    return results.stream()
        .filter(it -> it.outcome() == Outcome.SKIPPED)
        .collect(
            Collectors.groupingBy(
                it -> BUDGET.matcher(it.message()).replaceFirst("beyond $1"),
                LinkedHashMap::new,
                Collectors.counting()));
  }

  /** Returns the number of results with an outcome. */
  public long count(Outcome outcome) {
    return results.stream().filter(it -> it.outcome() == outcome).count();
  }

  /** Returns the results by group, in the order of first appearance. */
  public Map<String, List<TestResult>> byGroup() {
    Map<String, List<TestResult>> groups = new LinkedHashMap<>();
    for (TestResult result : results) {
      groups.computeIfAbsent(result.group(), group -> new ArrayList<>()).add(result);
    }
    return groups;
  }
}
