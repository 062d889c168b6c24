package net.vimmerse.workflow.simulator.namespace;

import net.vimmerse.workflow.simulator.simulation.Status;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/** Formats the body of a webhook. */
final class WebhookPayload {

  private WebhookPayload() {}

  /** Returns the JSON for a workflow that has ended. Ids need no escaping. */
  static String of(Workflow workflow, Status status) {
    return "{\"customer_id\":\"%s\",\"workflow_id\":\"%s\",\"status\":\"%s\"}"
        .formatted(workflow.owner().customerId(), workflow.id(), status);
  }
}
