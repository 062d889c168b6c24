package net.vimmerse.workflow.contract;

import java.util.List;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.run.CaseRunner;
import net.vimmerse.workflow.contract.run.Target;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A mock that others wrote reads the document as the derivation does. It remembers nothing, and
 * answers with examples.
 */
@Timeout(300)
class CasesOnPrismTest {
  @RegisterExtension static final PrismLane PRISM = new PrismLane();

  @TestFactory
  Stream<DynamicNode> as_a_mock() throws InterruptedException {
    Judge judge = Judge.of(Document.bundled());
    try (Target target = Target.of("Prism", PRISM.url(), "cases", judge)) {
      List<Case> cases = CaseLane.casesOfEachOptions();
      return CaseLane.tests(
          cases, CaseLane.run(CaseRunner.of(target).withoutMemory(), cases), PrismLimits.ofMock());
    }
  }
}
