package net.vimmerse.workflow.contract.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each mutant of the document that is not equivalent is killed. */
@Tag("mutants")
class DocumentMutantsTest {
  /** The maximum number of mutants of a kind. */
  private static final int MAX_PER_KIND = Integer.getInteger("mutation.max", 8);

  private final List<DocumentMutant> all = DocumentMutants.of(UnchangedSimulator.document());
  private final List<DocumentMutant> mutants = DocumentMutants.sample(all, MAX_PER_KIND);
  private final DocumentMutantRunner kit = new DocumentMutantRunner(mutants);
  private final EquivalentMutants<DocumentMutant> equivalents =
      EquivalentDocumentMutants.of(UnchangedSimulator.document(), kit.seen());

  DocumentMutantsTest() throws Exception {}

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void each_mutant_is_killed_and_the_unchanged_document_passes() throws Exception {
    assertThat(equivalents.without(all)).as("reasons that hold for no mutant").isEmpty();
    assertThat(kit.results()).extracting(TestResult::outcome).containsOnly(Outcome.PASSED);
    assertThat(kit.firstFailure(DocumentMutant.none(UnchangedSimulator.document()))).isEmpty();

    List<MutantResult> results = mutants.parallelStream().map(this::result).toList();

    if (mutants.size() == all.size()) {
      assertThat(equivalents.unused()).as("reasons that no mutant needs").isEmpty();
    }
    MutationReport.of("document").check(results);
  }

  private MutantResult result(DocumentMutant mutant) {
    return kit.firstFailure(mutant)
        .map(it -> MutantResult.killed(mutant.kind(), mutant.site(), it.name(), it.message()))
        .orElseGet(
            () -> MutantResult.unseen(mutant.kind(), mutant.site(), equivalents.reason(mutant)));
  }
}
