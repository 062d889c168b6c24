package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import net.vimmerse.workflow.simulator.namespace.OutcomeRule;
import net.vimmerse.workflow.simulator.openapi.Violation;
import net.vimmerse.workflow.simulator.simulation.Outcome;
import net.vimmerse.workflow.simulator.simulation.OutcomeDirectives;
import net.vimmerse.workflow.simulator.simulation.OutcomePlan;
import net.vimmerse.workflow.simulator.simulation.Pipeline;
import org.jspecify.annotations.Nullable;

/**
 * Plans the outcome of a new workflow: from the request header, else from the event id, else from
 * an outcome rule.
 */
public final class OutcomePlanner {

  /** The request header that sets an outcome. */
  public static final String HEADER = "X-Simulator-Outcome";

  /** The prefix of an event id that sets an outcome. */
  public static final String PREFIX = "sim:";

  private static final OutcomeRule NO_RULE =
      new OutcomeRule("", null, null, null, null, OutcomeDirectives.EMPTY);

  private OutcomePlanner() {}

  /**
   * Returns the plan for a new workflow.
   *
   * @param missingInput why the workflow fails unless an outcome is set; null if it need not fail
   * @throws InvalidOutcomeException if the outcome in the request is unknown or malformed
   */
  static OutcomePlan plan(
      ApiCall call,
      String template,
      String eventId,
      Pipeline pipeline,
      Duration defaultDuration,
      @Nullable String missingInput)
      throws InvalidOutcomeException {
    RequestedOutcome requested = requested(call, template, eventId);
    OutcomePlan plan;
    boolean setsOutcome;
    try {
      OutcomeDirectives directives =
          requested.rule() == null
              ? OutcomeDirectives.parse(requested.text())
              : requested.rule().outcome();
      plan =
          directives.plan(
              pipeline, defaultDuration, call.namespace().clock().instant(), requested.source());
      setsOutcome = directives.setsOutcome();
    } catch (IllegalArgumentException e) {
      if (requested.rule() == null) {
        throw new InvalidOutcomeException(
            new Violation(
                requested.loc(),
                String.valueOf(e.getMessage()),
                "simulator_outcome",
                TextNode.valueOf(requested.text())));
      }
      Outcome success = new Outcome.Success();
      plan =
          OutcomePlan.of(defaultDuration, success)
              .withOutcome(success, requested.source() + " ignored: " + e.getMessage());
      setsOutcome = false;
    }
    return missingInput == null || setsOutcome
        ? plan
        : plan.withOutcome(new Outcome.Failure(0, missingInput), missingInput);
  }

  private static RequestedOutcome requested(ApiCall call, String template, String eventId) {
    String header = call.request().header(HEADER);
    if (header != null) {
      return new RequestedOutcome(header, "the header " + HEADER, List.of("header", HEADER), null);
    }
    if (eventId.startsWith(PREFIX)) {
      return new RequestedOutcome(
          eventId.substring(PREFIX.length()), "event_id", List.of("body", "event_id"), null);
    }
    OutcomeRule rule = call.namespace().rules().outcomeFor(template, eventId).orElse(NO_RULE);
    return new RequestedOutcome("", rule.id(), List.of(), rule);
  }

  /**
   * Holds an outcome and its source.
   *
   * @param loc where it stands in the request
   * @param rule the rule that sets it; null if the request sets it
   */
  private record RequestedOutcome(
      String text, String source, List<Object> loc, @Nullable OutcomeRule rule) {}
}
