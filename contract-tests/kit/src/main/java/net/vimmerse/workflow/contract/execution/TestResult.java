package net.vimmerse.workflow.contract.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/**
 * The result of one case or one sequence.
 *
 * @param group what it belongs to, such as an operation's id; a test class in JUnit reports
 * @param name its name, unique within the group
 * @param outcome how it ended
 * @param message why it failed or was skipped; what was not seen when it passed, mostly empty
 * @param failures the reasons why it failed, the first one shrunk; empty unless it failed
 * @param exchanges the validated exchanges, in order; credentials are not removed
 * @param reproduction a shell command that reproduces the failure, with the key in a variable;
 *     empty when it passed
 * @param elapsed how long it took
 */
public record TestResult(
    String group,
    String name,
    Outcome outcome,
    String message,
    List<Failure> failures,
    List<ValidationResult> exchanges,
    String reproduction,
    Duration elapsed) {

  /** How a case or sequence ended. */
  public enum Outcome {
    /** The server conforms to the document. */
    PASSED,
    /** The server and the document differ. */
    FAILED,
    /** It did not run, see the message. */
    SKIPPED
  }

  public TestResult {
    requireNonNull(group, "group == null");
    requireNonNull(name, "name == null");
    requireNonNull(outcome, "outcome == null");
    requireNonNull(message, "message == null");
    failures = List.copyOf(failures);
    exchanges = List.copyOf(exchanges);
    requireNonNull(reproduction, "reproduction == null");
    requireNonNull(elapsed, "elapsed == null");
  }

  /** Creates the result of a case or sequence that ran to its end; the failures tell how. */
  public static TestResult of(
      String group,
      String name,
      List<Failure> failures,
      List<ValidationResult> exchanges,
      String reproduction,
      Duration elapsed) {
    return new TestResult(
        group,
        name,
        failures.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
        failures.stream().map(Failure::message).collect(Collectors.joining("\n")),
        failures,
        exchanges,
        reproduction,
        elapsed);
  }

  /** Creates the result of a case or sequence that did not run. */
  public static TestResult skipped(String group, String name, String why) {
    return new TestResult(
        group, name, Outcome.SKIPPED, why, List.of(), List.of(), "", Duration.ZERO);
  }
}
