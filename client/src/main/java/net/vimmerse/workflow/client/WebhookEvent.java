package net.vimmerse.workflow.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.vimmerse.workflow.client.model.ProcessingStatus;
import net.vimmerse.workflow.client.model.Workflow;
import net.vimmerse.workflow.client.model.WorkflowWebhook;
import org.jspecify.annotations.Nullable;

/**
 * Holds the content of a webhook, which reports that a workflow has ended. Immutable and
 * thread-safe.
 *
 * <p>The service does not document a signature, so anyone who knows the URL can send a webhook. Do
 * not trust its content: call {@link #confirm} to read the workflow from the service.
 *
 * <pre>{@code
 * Workflow workflow = WebhookEvent.parse(body).confirm(client);
 * }</pre>
 */
public final class WebhookEvent {
  private final WorkflowWebhook body;
  private final String workflowId;

  private WebhookEvent(WorkflowWebhook body, String workflowId) {
    this.body = body;
    this.workflowId = workflowId;
  }

  /**
   * Parses the body of a webhook. Unknown properties and statuses are accepted.
   *
   * @param bytes the body as received, in UTF-8
   * @throws WebhookFormatException if the body is not a JSON object with a workflow id
   */
  public static WebhookEvent parse(byte[] bytes) {
    return parse(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Parses the body of a webhook; see {@link #parse(byte[])}. */
  public static WebhookEvent parse(String text) {
    try {
      return of(WorkflowWebhook.fromJson(text));
    } catch (IllegalArgumentException e) {
      throw new WebhookFormatException("The webhook cannot be parsed: " + e.getMessage(), e);
    }
  }

  /**
   * Returns the event that a JSON object describes. Jackson calls this, for example for the body of
   * a request in Spring.
   *
   * @param jsonObject strings, numbers, booleans, nulls, and lists and maps of these
   * @throws WebhookFormatException if it has no workflow id
   */
  @JsonCreator
  public static WebhookEvent fromMap(Map<String, ? extends @Nullable Object> jsonObject) {
    return of(WorkflowWebhook.fromMap(jsonObject));
  }

  private static WebhookEvent of(WorkflowWebhook body) {
    String id = LenientRead.of(body::workflowId);
    if (id == null || id.isEmpty()) {
      throw new WebhookFormatException("The webhook has no workflow id", null);
    }
    return new WebhookEvent(body, id);
  }

  /** Returns the id of the workflow, as reported by the sender. */
  public String workflowId() {
    return workflowId;
  }

  /** Returns the status of the workflow, as reported by the sender; null if there is none. */
  public @Nullable ProcessingStatus status() {
    return body.status();
  }

  /** Returns the owner of the workflow, as reported by the sender; null if there is none. */
  public @Nullable String customerId() {
    return body.customerId();
  }

  /** Returns an unmodifiable map of the properties that this class has no accessor for. */
  public Map<String, @Nullable Object> additionalProperties() {
    return body.additionalProperties();
  }

  /**
   * Reads the workflow from the service, which the sender of the webhook cannot forge.
   *
   * @throws NotFoundException if this API key has no such workflow: the webhook is forged or meant
   *     for another account
   * @throws WorkflowException if the workflow cannot be read at present
   */
  public Workflow confirm(WorkflowClient client) {
    return client.get(workflowId);
  }

  /** Returns a new map of the properties that are set, as {@link #fromMap} accepts it. */
  @JsonValue
  public Map<String, @Nullable Object> toMap() {
    return body.toMap();
  }

  /** Returns a JSON object as {@link #parse(String)} accepts it. */
  public String toJson() {
    return body.toJson();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WebhookEvent && body.equals(((WebhookEvent) other).body);
  }

  @Override
  public int hashCode() {
    return body.hashCode();
  }

  @Override
  public String toString() {
    return "WebhookEvent{" + workflowId + ", " + status() + "}";
  }
}
