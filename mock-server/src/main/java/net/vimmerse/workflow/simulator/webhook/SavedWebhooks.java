package net.vimmerse.workflow.simulator.webhook;

import java.util.List;

/**
 * All that {@link Webhooks} knows, to be kept and restored.
 *
 * @param policy the one in force
 * @param lastNumber the highest number and turn given so far; 0 for none
 * @param entries the log, in its order
 */
public record SavedWebhooks(WebhookPolicy policy, long lastNumber, List<LogEntry> entries) {

  public SavedWebhooks {
    entries = List.copyOf(entries);
  }
}
