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
 * The call-back that says a workflow has ended. Immutable.
 *
 * <p>Anybody who knows the URL can send one: the service publishes no signature. So take it for a
 * hint only, and believe what {@link #confirm} reads from the service.
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
   * Reads the body of a call-back. Fields and statuses that are not known are borne.
   *
   * @param bytes the body as it came, in UTF-8
   * @throws WebhookFormatException if it is no JSON object with the id of a workflow
   */
  public static WebhookEvent parse(byte[] bytes) {
    return parse(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Reads the body of a call-back; see {@link #parse(byte[])}. */
  public static WebhookEvent parse(String text) {
    WorkflowWebhook body;
    try {
      body = GSON.fromJson(text, WorkflowWebhook.class);
    } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
      throw new WebhookFormatException("The call-back cannot be read: " + e.getMessage(), e);
    }
    String id = body == null ? null : body.workflowId();
    if (id == null || id.isEmpty()) {
      throw new WebhookFormatException("The call-back names no workflow", null);
    }
    return new WebhookEvent(body, id);
  }

  /** Returns the id of the workflow that is said to have ended. */
  public String workflowId() {
    return workflowId;
  }

  /**
   * Returns the status that the workflow is said to have.
   *
   * @return null when it is not said
   */
  public @Nullable ProcessingStatus status() {
    return body.status();
  }

  /**
   * Returns whose workflow it is said to be.
   *
   * @return null when it is not said
   */
  public @Nullable String customerId() {
    return body.customerId();
  }

  /** Returns the fields that this class has no method for, by their name. Cannot be changed. */
  public Map<String, @Nullable Object> additionalFields() {
    return body.additionalFields();
  }

  /**
   * Reads the workflow from the service, which is what to go by: whoever sent the call-back cannot
   * change that.
   *
   * @throws NotFoundException if this key has no such workflow: the call-back is not for you, or
   *     made up
   * @throws WorkflowException if it cannot be read now
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
