package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.coverage.Coverage;
import net.vimmerse.workflow.contract.execution.CaseRunner;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.api.MagicKey;
import net.vimmerse.workflow.simulator.namespace.LoggedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The simulator passes every case. */
@Timeout(300)
class CasesOnSimulatorTest {
  private static final String KEY = "cases";
  private static final int UNAUTHORIZED = 401;
  private static final String HEADERS = "response headers";
  private static final Set<String> ONLY_WITH_ERRORS = Set.of("operations and statuses", HEADERS);

  @TestFactory
  Stream<DynamicNode> in_an_envelope() throws IOException, InterruptedException {
    return tests(Envelope.DATA, CaseSelection.ALL, WireMockPath.DIRECT);
  }

  @TestFactory
  Stream<DynamicNode> through_wiremock() throws IOException, InterruptedException {
    return tests(Envelope.DATA, CaseSelection.current(), WireMockPath.THROUGH_WIREMOCK);
  }

  @TestFactory
  Stream<DynamicNode> without_an_envelope() throws IOException, InterruptedException {
    return tests(Envelope.NONE, CaseSelection.current(), WireMockPath.DIRECT);
  }

  private static Stream<DynamicNode> tests(
      Envelope envelope, CaseSelection selection, WireMockPath path)
      throws IOException, InterruptedException {
    try (Simulator simulator =
            Simulator.builder()
                .duration(Duration.ofMinutes(10))
                .envelope(net.vimmerse.workflow.simulator.http.Envelope.valueOf(envelope.name()))
                .start();
        Target target =
            Target.of(
                "the simulator, envelope " + envelope.name().toLowerCase(Locale.ROOT),
                HttpUrl.get(simulator.url()),
                KEY,
                ContractValidator.of(Document.bundled(), envelope))) {
      path.take(simulator);
      List<Case> cases = selection.of(DynamicCases.cases());
      List<TestResult> results = DynamicCases.run(CaseRunner.of(target), cases);
      assertThat(happened(simulator, target)).isEqualTo(target.log().exchanges());
      path.assertTaken(simulator);
      Stream<DynamicNode> tests = DynamicCases.tests(results, List.of());
      if (selection != CaseSelection.ALL) {
        return tests;
      }
      ContractValidator validator = target.log().validator();
      List<TestResult> more = new ArrayList<>(results);
      more.addAll(errors(target));
      return Stream.concat(
          tests,
          Stream.of(
              exercises(Coverage.of(validator, results)),
              exercisesWithErrors(Coverage.of(validator, more))));
    }
  }

  /** Calls each operation with each key that causes an error. */
  private static List<TestResult> errors(Target target) throws IOException {
    List<ValidationResult> validations = new ArrayList<>();
    for (Operation operation : target.document().operations()) {
      CaseRequest smallest = CaseGenerator.smallest(target.document(), operation);
      for (MagicKey key : MagicKey.values()) {
        validations.add(
            target
                .withKey(key.toString())
                .send(
                    new CaseRequest(
                        smallest.method(),
                        smallest.target().replaceAll("[{}]", ""),
                        smallest.headers(),
                        true,
                        smallest.body())));
      }
    }
    return List.of(TestResult.of(KEY, "errors", List.of(), validations, "", Duration.ZERO));
  }

  private static DynamicNode exercisesWithErrors(Coverage coverage) {
    return DynamicTest.dynamicTest(
        "exercises every status and every header, with the errors that a simulator is asked for",
        () ->
            assertThat(coverage.summary())
                .filteredOn(line -> ONLY_WITH_ERRORS.contains(line.title()))
                .hasSameSizeAs(ONLY_WITH_ERRORS)
                .allSatisfy(line -> assertThat(line.missing()).as(line.title()).isEmpty()));
  }

  /**
   * The coverage must not fall below these figures. No request of its own accord gets a 402, 403,
   * 429, 500 or 503, so these statuses and their bodies are exercised by {@link #errors} only.
   */
  private static DynamicNode exercises(Coverage coverage) {
    coverage.summary().forEach(line -> System.out.println("[tests] " + line));
    return DynamicTest.dynamicTest(
        "exercises the document",
        () ->
            assertThat(coverage.summary())
                .filteredOn(line -> !line.title().equals(HEADERS))
                .extracting(Coverage.Line::percent)
                .as("%s", coverage.summary())
                .satisfiesExactly(
                    statuses -> assertThat(statuses).isGreaterThanOrEqualTo(51),
                    kept -> assertThat(kept).isEqualTo(100),
                    broken -> assertThat(broken).isEqualTo(100),
                    parametersKept -> assertThat(parametersKept).isEqualTo(100),
                    parametersBroken -> assertThat(parametersBroken).isEqualTo(100),
                    responses -> assertThat(responses).isGreaterThanOrEqualTo(61)));
  }

  /** Compares the count with the simulator's, which counts only requests with a key. */
  private static long happened(Simulator simulator, Target target) {
    List<LoggedRequest> logged = simulator.namespace(KEY).requests();
    long keyless =
        target.log().validations().stream()
            .filter(it -> it.exchange().status() == UNAUTHORIZED)
            .count();
    return logged.get(logged.size() - 1).number() + keyless;
  }
}
