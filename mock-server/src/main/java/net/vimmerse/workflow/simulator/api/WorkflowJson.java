package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import net.vimmerse.workflow.simulator.simulation.Step;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.simulation.WorkflowDetails;
import net.vimmerse.workflow.simulator.simulation.WorkflowView;
import org.jspecify.annotations.Nullable;

/** Formats a workflow as the API does. */
final class WorkflowJson {

  private static final JsonMapper JSON = new JsonMapper();

  private final MediaLibrary media;

  WorkflowJson(MediaLibrary media) {
    this.media = media;
  }

  /**
   * Returns the workflow at {@code now}.
   *
   * @param origin scheme, host and port for the URLs of its files
   */
  ObjectNode of(Workflow workflow, Instant now, String origin) {
    WorkflowView view = WorkflowView.of(workflow, now);
    WorkflowDetails details = workflow.details();
    ObjectNode json = JSON.createObjectNode();
    json.put("id", workflow.id());
    json.put("title", details.title());
    json.put("description", details.description());
    json.put("visibility_status", details.visibilityStatus());
    json.put("model", workflow.templateId());
    json.set("options", JSON.valueToTree(workflow.options()));
    json.put("primary_user_id", workflow.owner().userId());
    json.put("customer_id", workflow.owner().customerId());
    json.put("processing_status", view.status().toString());
    json.put("progress_percentage", view.percentage());
    ArrayNode completions = json.putArray("completions");
    for (Step step : view.completed()) {
      ObjectNode completion = completions.addObject().put("flow", step.flow());
      addOutput(completion.putArray("result"), workflow, step, origin);
    }
    ArrayNode result = json.putArray("result");
    ArrayNode images = json.putArray("images");
    workflow.images().forEach(images::add);
    ArrayNode stored = json.putArray("media_result");
    for (Step step : view.result()) {
      addOutput(result, workflow, step, origin);
      stored
          .addObject()
          .put("url", origin + MediaPath.of(workflow, step))
          .put("size", media.file(workflow, step).size())
          .put("updated_at", print(view.endedAt()));
    }
    json.put("rating", details.rating());
    json.put("delivered_at", print(details.deliveredAt()));
    json.put("created_at", TimestampFormat.print(workflow.createdAt()));
    json.put("updated_at", TimestampFormat.print(view.updatedAt()));
    return json;
  }

  private static @Nullable String print(@Nullable Instant instant) {
    return instant == null ? null : TimestampFormat.print(instant);
  }

  private static void addOutput(ArrayNode outputs, Workflow workflow, Step step, String origin) {
    outputs
        .addObject()
        .put("content_type", step.contentType())
        .put("url", origin + MediaPath.of(workflow, step));
  }
}
