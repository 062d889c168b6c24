package net.vimmerse.workflow.simulator.world;

import java.util.Locale;
import net.vimmerse.workflow.simulator.simulation.Status;
import net.vimmerse.workflow.simulator.simulation.Workflow;

/** What a call-back says. Ids need no escaping: they are the simulator's own. */
final class WebhookBody {

  private WebhookBody() {}

  static String of(Workflow workflow, Status status) {
    return "{\"customer_id\":\"%s\",\"workflow_id\":\"%s\",\"status\":\"%s\"}"
        .formatted(workflow.owner().customerId(), workflow.id(), text(status));
  }

  static String text(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
