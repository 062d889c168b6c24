package net.vimmerse.workflow.contract.drift;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.drift.Difference.Kind;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.RecordedExchange;

/**
 * Every difference between a server and the document that a run has shown.
 *
 * @param envelope the form in which the server's answers were expected
 * @param differences each difference once, sorted by kind
 */
public record Drift(Envelope envelope, List<Difference> differences) {
  public Drift {
    requireNonNull(envelope, "envelope == null");
    differences = List.copyOf(differences);
  }

  /**
   * Gathers the differences. Each failed result is behind at least one of them.
   *
   * @param judge who judged the exchanges
   * @param line says an exchange as a shell line that repeats it
   */
  public static Drift of(
      ContractValidator judge, List<TestResult> results, Function<RecordedExchange, String> line) {
    return new Drift(judge.envelope(), new DriftCollector(judge, line).gather(results));
  }

  /** Whether nothing differs. */
  public boolean none() {
    return differences.isEmpty();
  }

  /** The differences of each kind that there is any of. */
  public Map<Kind, List<Difference>> byKind() {
    return differences.stream()
        .collect(
            Collectors.groupingBy(
                Difference::kind, () -> new EnumMap<>(Kind.class), Collectors.toList()));
  }
}
