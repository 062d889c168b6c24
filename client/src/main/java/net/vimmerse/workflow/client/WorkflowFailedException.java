package net.vimmerse.workflow.client;

import net.vimmerse.workflow.client.model.Workflow;

/** A workflow that was waited for has ended badly. */
public final class WorkflowFailedException extends WorkflowException {
  private static final long serialVersionUID = 1L;

  private final transient Workflow workflow;

  /** Public for stand-ins of the client in tests. */
  public WorkflowFailedException(Workflow workflow) {
    super(
        "Workflow "
            + workflow.id()
            + " ended with status "
            + workflow.processingStatus()
            + " at "
            + workflow.progressPercentage()
            + "%, after "
            + workflow.completions().size()
            + " steps",
        null);
    this.workflow = workflow;
  }

  /** Returns the workflow as it ended. Not kept by serialization. */
  public Workflow workflow() {
    return workflow;
  }
}
