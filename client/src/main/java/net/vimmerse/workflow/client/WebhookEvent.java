package net.vimmerse.workflow.client;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
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
 */
public final class WebhookEvent {
  private static final Gson GSON = new Gson();

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
    WorkflowWebhook body;
    try {
      body = GSON.fromJson(text, WorkflowWebhook.class);
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      throw new WebhookFormatException("The webhook cannot be parsed: " + e.getMessage(), e);
    }
    String id = body == null ? null : LenientRead.of(body::workflowId);
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
