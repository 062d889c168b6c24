package net.vimmerse.workflow.simulator.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.simulator.contract.Violation;
import net.vimmerse.workflow.simulator.simulation.Outcome;
import net.vimmerse.workflow.simulator.simulation.Pipeline;
import net.vimmerse.workflow.simulator.simulation.Plan;
import net.vimmerse.workflow.simulator.simulation.Script;
import net.vimmerse.workflow.simulator.world.OutcomeRule;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a new workflow: what its request asks for in a header, else in its event
 * id, else what a rule says.
 */
public final class Outcomes {

  /** Asks for an outcome, without a trace in the request's body. */
  public static final String HEADER = "X-Simulator-Outcome";

  /** What an event id that asks for an outcome begins with. */
  public static final String PREFIX = "sim:";

  private static final OutcomeRule NO_RULE =
      new OutcomeRule("", null, null, null, null, Script.EMPTY);

  private Outcomes() {}

  /**
   * The plan for a new workflow.
   *
   * @param missingInput why it fails if nothing is asked of its end; null if it need not
   * @throws UnknownOutcomeException if the caller asks for something that there is not
   */
  static Plan decide(
      Call call,
      String template,
      String eventId,
      Pipeline pipeline,
      Duration usual,
      @Nullable String missingInput)
      throws UnknownOutcomeException {
    Request request = request(call, template, eventId);
    Plan plan;
    boolean endIsAskedFor;
    try {
      Script script =
          request.rule() == null ? Script.parse(request.text()) : request.rule().outcome();
      plan = script.plan(pipeline, usual, call.world().clock().instant(), request.origin());
      endIsAskedFor = script.decidesEnd();
    } catch (IllegalArgumentException e) {
      if (request.rule() == null) {
        throw new UnknownOutcomeException(
            new Violation(request.loc(), String.valueOf(e.getMessage()), "simulator_outcome"));
      }
      Outcome success = new Outcome.Success();
      plan =
          Plan.of(usual, success)
              .with(success, request.origin() + " passed over: " + e.getMessage());
      endIsAskedFor = false;
    }
    return missingInput == null || endIsAskedFor
        ? plan
        : plan.with(new Outcome.Failure(0, missingInput), missingInput);
  }

  private static Request request(Call call, String template, String eventId) {
    String header = call.request().header(HEADER);
    if (header != null) {
      return new Request(header, "the header " + HEADER, List.of("header", HEADER), null);
    }
    if (eventId.startsWith(PREFIX)) {
      return new Request(
          eventId.substring(PREFIX.length()), "event_id", List.of("body", "event_id"), null);
    }
    Optional<OutcomeRule> rule = call.world().rules().outcomeFor(template, eventId);
    return rule.map(found -> new Request("", found.id(), List.of(), found))
        .orElseGet(() -> new Request("", "", List.of(), NO_RULE));
  }

  /**
   * What is asked, and by whom.
   *
   * @param loc where in the request
   * @param rule asks in place of the request; null if the request itself does
   */
  private record Request(
      String text, String origin, List<Object> loc, @Nullable OutcomeRule rule) {}
}
