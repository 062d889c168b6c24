package net.vimmerse.workflow.simulator.api;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.simulator.contract.Violation;
import net.vimmerse.workflow.simulator.simulation.Outcome;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/** The answers of the operations on one workflow. */
final class WorkflowAnswers {

  private final Answers answers;
  private final WorkflowJson json;
  private final InstantSource clock;

  WorkflowAnswers(Answers answers, WorkflowJson json, InstantSource clock) {
    this.answers = answers;
    this.json = json;
    this.clock = clock;
  }

  /** The workflow as it is now, with a note if it is to fail; 404 if there is none. */
  ApiResponse workflow(Call call, Optional<Workflow> workflow) {
    return workflow.map(found -> workflow(call, found)).orElseGet(() -> error(call, 404));
  }

  /** The workflow as it is now, with a note if it is to fail. */
  ApiResponse workflow(Call call, Workflow workflow) {
    ApiResponse answer = answers.data(json.of(workflow, clock.instant(), call.request().origin()));
    return workflow.plan().outcome() instanceof Outcome.Failure failure
        ? answer.note(failure.reason())
        : answer;
  }

  ApiResponse error(Call call, int status) {
    return answers.error(call.operation(), status);
  }

  ApiResponse invalid(List<Violation> violations) {
    return answers.invalid(violations);
  }
}
