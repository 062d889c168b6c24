package net.vimmerse.workflow.simulator.webhook;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes a webhook to send.
 *
 * @param id unique, sent as a header; visible ASCII, at most 200 characters. Derive it from the
 *     workflow id if runs must be reproducible.
 * @param namespace the name of its namespace
 * @param workflowId the workflow that has ended
 * @param url the destination, as the user wrote it
 * @param body JSON, sent in UTF-8
 * @param traceHeaders the W3C trace context to send with each attempt; null for none
 * @param event the final status of the workflow
 * @param dueAt when the first attempt is due
 */
public record Delivery(
    String id,
    String namespace,
    String workflowId,
    String url,
    String body,
    @Nullable Map<String, String> traceHeaders,
    String event,
    Instant dueAt) {

  private static final Pattern ID = Pattern.compile("[!-~]{1,200}");

  /**
   * Creates a delivery.
   *
   * @throws IllegalArgumentException if the id cannot be sent as a header
   */
  public Delivery {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "id must consist of visible ASCII characters, but is " + id);
    }
  }
}
