package net.vimmerse.workflow.contract.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/**
 * The result of one case or one sequence.
 *
 * @param group what it belongs to, such as an operation's id; a test class in JUnit reports
 * @param name its name, unique within the group
 * @param outcome how it ended
 * @param message why it failed or was skipped; empty when it passed
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
    exchanges = List.copyOf(exchanges);
    requireNonNull(reproduction, "reproduction == null");
    requireNonNull(elapsed, "elapsed == null");
  }
}
