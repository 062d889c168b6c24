package net.vimmerse.workflow.contract.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.cases.Expectation;
import net.vimmerse.workflow.contract.openapi.Document;

/**
 * A document with what takes long to derive from it: its cases and their costs. Immutable and
 * thread-safe.
 */
record DocumentCases(Document document, List<Case> cases, CostEstimator costs) {
  private static final Map<Long, DocumentCases> BUNDLED = new ConcurrentHashMap<>();

  /** The document of this build, which is read when it is first used. */
  private static final class Bundled {
    static final Document DOCUMENT = Document.bundled();
  }

  /** Returns the document of this build, the same to every run of the program in this JVM. */
  static Document bundled() {
    return Bundled.DOCUMENT;
  }

  /** Returns the cases of the document of this build, generated once for each seed. */
  static DocumentCases bundled(long seed) {
    return BUNDLED.computeIfAbsent(seed, it -> of(Bundled.DOCUMENT, it));
  }

  /**
   * Generates the cases of a document.
   *
   * @throws IllegalArgumentException when the document uses something that is not supported; the
   *     message names it
   */
  static DocumentCases of(Document document, long seed) {
    return new DocumentCases(
        document, CaseGenerator.of(document, seed), new CostEstimator(document));
  }

  /** Returns the create request with every property of the cheapest template that costs credits. */
  Optional<Case> cheapestWhole() {
    return cases.stream()
        .filter(it -> isWhole(document, it) && costs.of(it).credits() > 0)
        .min(Comparator.comparing(it -> costs.of(it).credits()));
  }

  /** Returns true for the create request with every property of a template. */
  static boolean isWhole(Document document, Case one) {
    return one.operation().equals(document.creation())
        && one.expectation() instanceof Expectation.Accepted
        && one.subject().keyword().equals("properties")
        && one.subject().property().isEmpty();
  }
}
