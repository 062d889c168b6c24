package net.vimmerse.workflow.client;

import net.vimmerse.workflow.client.model.Workflow;

/** Thrown if the workflow that the client waits for has failed. */
public final class WorkflowFailedException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final transient Workflow workflow;

  /** Creates the exception; public for fakes of the client in tests. */
  public WorkflowFailedException(Workflow workflow) {
    super(
        "Workflow "
            + LenientRead.of(workflow::id)
            + " ended with status "
            + LenientRead.of(workflow::processingStatus)
            + " at "
            + LenientRead.of(workflow::progressPercentage)
            + "%, after "
            + PollState.completions(workflow).size()
            + " steps",
        null);
    this.workflow = workflow;
  }

  /** Returns the failed workflow; null if this exception was deserialized. */
  public Workflow workflow() {
    return workflow;
  }
}
