package net.vimmerse.workflow.contract.execution;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/**
 * What came of one case or one sequence.
 *
 * @param group what it belongs to, such as an operation's id: a test class, so to speak
 * @param name its name, unique within the group
 * @param outcome how it ended
 * @param message why it failed or was skipped, for people; empty when it passed
 * @param exchanges what was sent and answered, judged, in order; credentials are not removed
 * @param reproduction a shell line that shows the failure again, the key read from a variable;
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

  /** How it ended. */
  public enum Outcome {
    /** As the document says. */
    PASSED,
    /** Server and document disagree. */
    FAILED,
    /** It was not tried, see the message. */
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
