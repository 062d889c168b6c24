package net.vimmerse.workflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.coverage.Coverage;
import net.vimmerse.workflow.contract.run.CaseRunner;
import net.vimmerse.workflow.contract.run.Result;
import net.vimmerse.workflow.contract.run.Target;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.world.LoggedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The simulator answers every case that is derived from the document as the document says. */
@Timeout(300)
class CasesOnSimulatorTest {
  private static final String KEY = "cases";
  private static final int UNAUTHORIZED = 401;

  @TestFactory
  Stream<DynamicNode> in_an_envelope() throws InterruptedException {
    return tests(Envelope.DATA);
  }

  @TestFactory
  Stream<DynamicNode> without_an_envelope() throws InterruptedException {
    return tests(Envelope.NONE);
  }

  private static Stream<DynamicNode> tests(Envelope envelope) throws InterruptedException {
    try (Simulator simulator =
            Simulator.builder()
                .duration(Duration.ofMinutes(10))
                .envelope(net.vimmerse.workflow.simulator.Envelope.valueOf(envelope.name()))
                .start();
        Target target =
            Target.of(
                "the simulator, envelope " + envelope.name().toLowerCase(Locale.ROOT),
                HttpUrl.get(simulator.url()),
                KEY,
                Judge.of(Document.bundled(), envelope))) {
      List<Case> cases = CaseLane.cases();
      List<Result> results = CaseLane.run(CaseRunner.of(target), cases);
      assertThat(happened(simulator, target)).isEqualTo(target.log().exchanges());
      Coverage coverage = Coverage.of(Judge.of(Document.bundled(), envelope), results);
      return Stream.concat(
          CaseLane.tests(cases, results, List.of()), Stream.of(exercises(coverage)));
    }
  }

  /** What the cases have exercised so far is what they must exercise from now on. */
  private static DynamicNode exercises(Coverage coverage) {
    coverage.summary().forEach(line -> System.out.println("[lanes] " + line));
    return DynamicTest.dynamicTest(
        "exercises the document",
        () ->
            assertThat(coverage.summary())
                .extracting(Coverage.Line::percent)
                .as("%s", coverage.summary())
                .satisfiesExactly(
                    statuses -> assertThat(statuses).isGreaterThanOrEqualTo(57),
                    kept -> assertThat(kept).isEqualTo(100),
                    broken -> assertThat(broken).isEqualTo(100),
                    answers -> assertThat(answers).isGreaterThanOrEqualTo(64)));
  }

  /** As many exchanges as the simulator counted, who only counts those that have a key. */
  private static long happened(Simulator simulator, Target target) {
    List<LoggedRequest> logged = simulator.world(KEY).requests().requests();
    long keyless =
        target.log().verdicts().stream()
            .filter(it -> it.exchange().status() == UNAUTHORIZED)
            .count();
    return logged.get(logged.size() - 1).number() + keyless;
  }
}
