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
 * Every difference between a server and the document that a run found.
 *
 * @param envelope the expected form of responses
 * @param differences each difference once, sorted by kind
 */
public record Drift(Envelope envelope, List<Difference> differences) {
  public Drift {
    requireNonNull(envelope, "envelope == null");
    differences = List.copyOf(differences);
  }

  /**
   * Collects the differences. Each failed result belongs to at least one of them.
   *
   * @param validator the validator of the exchanges
   * @param command returns a shell command that repeats an exchange
   */
  public static Drift of(
      ContractValidator validator,
      List<TestResult> results,
      Function<RecordedExchange, String> command) {
    return new Drift(validator.envelope(), new DriftCollector(validator, command).collect(results));
  }

  /** Returns true if there are no differences. */
  public boolean none() {
    return differences.isEmpty();
  }

  /** Returns the differences by kind, without empty kinds. */
  public Map<Kind, List<Difference>> byKind() {
    return differences.stream()
        .collect(
            Collectors.groupingBy(
                Difference::kind, () -> new EnumMap<>(Kind.class), Collectors.toList()));
  }
}
