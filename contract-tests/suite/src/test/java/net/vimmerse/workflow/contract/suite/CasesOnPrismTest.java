package net.vimmerse.workflow.contract.suite;

import java.util.List;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.execution.CaseRunner;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A mock that others wrote reads the document as the derivation does. It remembers nothing, and
 * responds with examples.
 */
@Timeout(300)
class CasesOnPrismTest {
  @RegisterExtension static final PrismExtension PRISM = new PrismExtension();

  @TestFactory
  Stream<DynamicNode> as_a_mock() throws InterruptedException {
    ContractValidator validator = ContractValidator.of(Document.bundled());
    try (Target target = Target.of("Prism", PRISM.url(), "cases", validator)) {
      List<Case> cases = CaseSelection.current().of(DynamicCases.cases());
      return DynamicCases.tests(
          DynamicCases.run(CaseRunner.of(target).stateless(), cases), PrismLimitations.ofMock());
    }
  }
}
