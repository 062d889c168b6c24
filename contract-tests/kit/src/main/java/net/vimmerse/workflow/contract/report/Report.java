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
 * What a run has shown.
 *
 * @param target what was put to the test, for people
 * @param facts what else a reader wants to know of the run, by what it is called
 * @param begun when it began
 * @param elapsed how long it took
 * @param results what came of each case, credentials removed
 * @param drift what of that the document does not say
 * @param coverage what of the document was exercised
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

  /** The outcome in a few words. */
  public String verdict() {
    return switch (drift.differences().size()) {
      case 0 -> "Conforms to the document";
      case 1 -> "1 difference from the document";
      default -> drift.differences().size() + " differences from the document";
    };
  }

  /** How many results ended so. */
  public long count(Outcome outcome) {
    return results.stream().filter(it -> it.outcome() == outcome).count();
  }

  /** The results of each group, groups in the order in which they first appear. */
  public Map<String, List<TestResult>> byGroup() {
    Map<String, List<TestResult>> groups = new LinkedHashMap<>();
    for (TestResult result : results) {
      groups.computeIfAbsent(result.group(), group -> new ArrayList<>()).add(result);
    }
    return groups;
  }
}
