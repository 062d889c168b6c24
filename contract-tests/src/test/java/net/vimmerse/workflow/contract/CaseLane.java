package net.vimmerse.workflow.contract;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.Cases;
import net.vimmerse.workflow.contract.run.CaseRunner;
import net.vimmerse.workflow.contract.run.Result;
import net.vimmerse.workflow.contract.run.Result.Outcome;
import org.junit.jupiter.api.DynamicNode;
import org.opentest4j.AssertionFailedError;

/** Runs derived cases at once and shows each as a test of its own. */
final class CaseLane {
  static final long SEED = 1;

  private static final int AT_ONCE = 4;

  private CaseLane() {}

  /** Every case of the document. */
  static List<Case> cases() {
    return Cases.of(Document.bundled(), SEED);
  }

  static List<Result> run(CaseRunner runner, List<Case> cases) throws InterruptedException {
    long start = System.nanoTime();
    List<Result> results = runner.run(cases, AT_ONCE, result -> {});
    System.out.printf(
        Locale.ROOT,
        "[lanes] cases on %s: %d in %d ms, %d exchanges judged%n",
        runner.target().name(),
        results.stream().filter(it -> it.outcome() != Outcome.SKIPPED).count(),
        Duration.ofNanos(System.nanoTime() - start).toMillis(),
        runner.target().log().exchanges());
    return results;
  }

  /** One test for each result but those skipped, by operation. */
  static Stream<DynamicNode> tests(List<Result> results) {
    return results.stream()
        .filter(result -> result.outcome() != Outcome.SKIPPED)
        .collect(groupingBy(Result::group, LinkedHashMap::new, toList()))
        .entrySet()
        .stream()
        .map(
            group ->
                dynamicContainer(
                    group.getKey(),
                    group.getValue().stream()
                        .map(result -> dynamicTest(result.name(), () -> assertPassed(result)))));
  }

  static void assertPassed(Result result) {
    if (result.outcome() == Outcome.FAILED) {
      throw new AssertionFailedError(
          result.name() + "\n" + result.message() + "\n" + result.reproduction());
    }
  }
}
