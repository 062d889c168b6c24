package net.vimmerse.workflow.contract.observation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A workflow that was followed from its creation to its end. It holds no id, URL or key.
 *
 * @param template the id of its template
 * @param mode its pipeline mode
 * @param status its last status
 * @param succeeded true if the document calls that status a success
 * @param total the time from creation to the last read
 * @param start the time until processing started
 * @param steps in order
 * @param outputs the content types of the results
 * @param credits what the server says it cost; empty if it does not tell
 * @param webhook true if the requested webhook came; empty if none was requested
 */
public record ObservedWorkflow(
    String template,
    String mode,
    String status,
    boolean succeeded,
    Duration total,
    Duration start,
    List<ObservedStep> steps,
    List<String> outputs,
    Optional<Integer> credits,
    Optional<Boolean> webhook) {

  /**
   * One step.
   *
   * @param outputs the content types of what it produced
   * @param time from the end of the step before it, or from the start, to its own
   */
  public record ObservedStep(String name, List<String> outputs, Duration time) {}

  /** Returns the names of the steps. */
  public List<String> stepNames() {
    return steps.stream().map(ObservedStep::name).toList();
  }
}
