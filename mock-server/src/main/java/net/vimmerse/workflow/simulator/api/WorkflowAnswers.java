package net.vimmerse.workflow.simulator.api;

import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.simulator.contract.Violation;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/** The answers of the operations on one workflow. */
final class WorkflowAnswers {

  private final Answers answers;
  private final WorkflowJson json;

  WorkflowAnswers(Answers answers, WorkflowJson json) {
    this.answers = answers;
    this.json = json;
  }

  /** The workflow as it is now, with a note if it is to fail; 404 if there is none. */
  ApiResponse workflow(Call call, Optional<Workflow> workflow) {
    return workflow.map(found -> workflow(call, found)).orElseGet(() -> error(call, 404));
  }

  /** The workflow as it is now, with a note if it is to fail. */
  ApiResponse workflow(Call call, Workflow workflow) {
    ApiResponse answer =
        answers.data(json.of(workflow, call.world().clock().instant(), call.request().origin()));
    String note = workflow.plan().note();
    return note == null ? answer : answer.note(note);
  }

  ApiResponse error(Call call, int status) {
    return answers.error(call.operation(), status);
  }

  ApiResponse invalid(List<Violation> violations) {
    return answers.invalid(violations);
  }
}
