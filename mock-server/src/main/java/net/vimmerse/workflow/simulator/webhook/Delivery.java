package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One message that somebody is to receive.
 *
 * @param id tells deliveries apart, and the receiver sees it as a header; visible ASCII, 200
 *     characters at most. A caller that wants equal runs derives it from the workflow's id.
 * @param namespace the name of the world that it belongs to
 * @param workflowId whose end it tells of
 * @param url where to; may be anything that a user typed
 * @param body JSON, sent in UTF-8
 * @param event what happened, for the log: the workflow's final status
 * @param dueAt when it is to be sent first
 */
public record Delivery(
    String id,
    String namespace,
    String workflowId,
    String url,
    String body,
    String event,
    Instant dueAt) {

  private static final Pattern ID = Pattern.compile("[!-~]{1,200}");

  /**
   * @throws IllegalArgumentException if the id cannot be the value of a header
   */
  public Delivery {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not an id of visible ASCII characters: " + id);
    }
  }
}
