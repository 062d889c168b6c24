package net.vimmerse.workflow.simulator.webhook;

import java.util.List;

/**
 * Holds the complete state of {@link Webhooks}.
 *
 * @param policy the current policy
 * @param lastNumber the highest number or sequence used so far; 0 if none
 * @param entries the log, in its order
 */
public record WebhookState(WebhookPolicy policy, long lastNumber, List<DeliveryRecord> entries) {

  public WebhookState {
    entries = List.copyOf(entries);
  }
}
