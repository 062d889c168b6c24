package net.vimmerse.workflow.contract.suite;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.execution.CaseRunner;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Document;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/** Runs cases in parallel and reports each as a test. */
final class DynamicCases {
  static final long SEED = 1;

  private static final int AT_ONCE = 4;

  private static final List<Case> CASES = CaseGenerator.of(Document.bundled(), SEED);

  private DynamicCases() {}

  /** Returns every case of the document. */
  static List<Case> cases() {
    return CASES;
  }

  static List<TestResult> run(CaseRunner runner, List<Case> cases) throws InterruptedException {
    long start = System.nanoTime();
    List<TestResult> results = runner.run(cases, AT_ONCE, result -> {});
    System.out.printf(
        Locale.ROOT,
        "[tests] cases on %s: %d in %d ms, %d exchanges validated%n",
        runner.target().name(),
        results.stream().filter(it -> it.outcome() != Outcome.SKIPPED).count(),
        Duration.ofNanos(System.nanoTime() - start).toMillis(),
        runner.target().log().exchanges());
    return results;
  }

  /** Returns one test for each result but those skipped, by operation. */
  static Stream<DynamicNode> tests(List<TestResult> results, List<KnownLimitation> limitations) {
    Map<String, KnownLimitation> byName = new HashMap<>();
    for (KnownLimitation limitation : limitations) {
      List<Case> meant = CASES.stream().filter(limitation.cases()).toList();
      assertThat(meant).as("cases of which it " + limitation.reason()).isNotEmpty();
      meant.forEach(it -> byName.put(it.name(), limitation));
    }
    return results.stream()
        .filter(result -> result.outcome() != Outcome.SKIPPED)
        .collect(groupingBy(TestResult::group, LinkedHashMap::new, toList()))
        .entrySet()
        .stream()
        .map(
            group ->
                dynamicContainer(
                    group.getKey(),
                    group.getValue().stream()
                        .map(it -> test(it, Optional.ofNullable(byName.get(it.name()))))));
  }

  private static DynamicTest test(TestResult result, Optional<KnownLimitation> limitation) {
    return limitation
        .map(
            it ->
                dynamicTest(
                    result.name() + " (exempt: it " + it.reason() + ")",
                    () ->
                        assertThat(result.outcome())
                            .as(result.name() + " needs no exemption any more")
                            .isEqualTo(Outcome.FAILED)))
        .orElseGet(() -> dynamicTest(result.name(), () -> assertPassed(result)));
  }

  private static void assertPassed(TestResult result) {
    if (result.outcome() == Outcome.FAILED) {
      throw new AssertionFailedError(
          result.name() + "\n" + result.message() + "\n" + result.reproduction());
    }
  }
}
