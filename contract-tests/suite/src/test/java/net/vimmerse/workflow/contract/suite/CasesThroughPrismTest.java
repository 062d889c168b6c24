package net.vimmerse.workflow.contract.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.cases.Expectation;
import net.vimmerse.workflow.contract.execution.CaseRunner;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.simulator.Simulator;
import net.vimmerse.workflow.simulator.namespace.FaultEffect;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * The simulator behind a proxy that others wrote and that holds both halves of each exchange
 * against the document: a second validator, which must agree with the first.
 */
@Timeout(300)
class CasesThroughPrismTest {
  private static final int UNDOCUMENTED = 299;

  @TestFactory
  Stream<DynamicNode> as_a_proxy() throws Exception {
    ExternalTool tool = ExternalTool.of("prism");
    ContractValidator validator = ContractValidator.of(Document.bundled());
    try (Simulator simulator = Simulator.builder().duration(Duration.ofMinutes(10)).start();
        PrismServer prism = PrismServer.proxy(HttpUrl.get(simulator.url()));
        Target target = Target.of("the simulator through Prism", prism.url(), "cases", validator)) {
      assertSees(simulator, target, 200);
      assertSees(simulator, target, UNDOCUMENTED);
      List<Case> cases = CaseSelection.current().of(DynamicCases.cases());
      List<TestResult> results = DynamicCases.run(CaseRunner.of(target), cases);
      return Stream.concat(
          DynamicCases.tests(results, PrismLimitations.ofProxy()),
          Stream.of(dynamicContainer("what Prism says", opinions(cases, results))));
    } catch (ToolMissingException e) {
      throw tool.missing(e);
    }
  }

  /** The proxy must report a response that is known to be bad, or else it is blind. */
  private static void assertSees(Simulator simulator, Target target, int status)
      throws IOException {
    String key = "known-bad-" + status;
    FaultEffect bad = FaultEffect.status(status).withBody("{}");
    simulator.namespace(key).addFault(null, null, bad);
    Operation reading =
        target.document().operations().stream()
            .filter(it -> it.method().equals("GET"))
            .filter(it -> !it.path().contains("{"))
            .findFirst()
            .orElseThrow();
    ValidationResult validation =
        target.withKey(key).send(CaseGenerator.smallest(target.document(), reading));
    assertThat(validation.exchange().status()).isEqualTo(status);
    assertThat(opinion(validation)).get().asString().contains("\"response\"");
  }

  private static Stream<DynamicTest> opinions(List<Case> cases, List<TestResult> results) {
    return IntStream.range(0, cases.size())
        .mapToObj(
            i ->
                dynamicTest(cases.get(i).name(), () -> assertAgrees(cases.get(i), results.get(i))));
  }

  private static void assertAgrees(Case one, TestResult result) {
    List<ValidationResult> exchanges = new ArrayList<>(result.exchanges());
    Optional<String> opinion = opinion(exchanges.get(exchanges.size() - 1));
    if (one.expectation() instanceof Expectation.Accepted) {
      assertThat(opinion).as(one.name()).isEmpty();
    } else if (PrismLimitations.isBlindTo(one)) {
      assertThat(opinion).as(one.name() + ", which Prism did not see").isEmpty();
    } else {
      assertThat(opinion).as(one.name()).get().asString().contains("\"request\"");
      assertThat(opinion.orElseThrow()).as(one.name()).doesNotContain("\"response\"");
    }
  }

  private static Optional<String> opinion(ValidationResult validation) {
    return Optional.ofNullable(validation.exchange().responseHeaders().get(PrismServer.OPINION));
  }
}
