package net.vimmerse.workflow.contract.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
