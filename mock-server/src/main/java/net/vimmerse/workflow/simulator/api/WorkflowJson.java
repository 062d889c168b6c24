package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import net.vimmerse.workflow.simulator.simulation.Details;
import net.vimmerse.workflow.simulator.simulation.Snapshot;
import net.vimmerse.workflow.simulator.simulation.Step;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import org.jspecify.annotations.Nullable;

/** A workflow as the API shows it. */
final class WorkflowJson {

  private static final JsonMapper JSON = new JsonMapper();

  private final MediaLibrary media;

  WorkflowJson(MediaLibrary media) {
    this.media = media;
  }

  /**
   * The workflow at {@code now}.
   *
   * @param origin where the caller finds the files
   */
  ObjectNode of(Workflow workflow, Instant now, String origin) {
    Snapshot snapshot = Snapshot.of(workflow, now);
    Details details = workflow.details();
    ObjectNode json = JSON.createObjectNode();
    json.put("id", workflow.id());
    json.put("title", details.title());
    json.put("description", details.description());
    json.put("visibility_status", details.visibilityStatus());
    json.put("model", workflow.templateId());
    json.set("options", JSON.valueToTree(workflow.options()));
    json.put("primary_user_id", workflow.owner().userId());
    json.put("customer_id", workflow.owner().customerId());
    json.put("processing_status", snapshot.status().name().toLowerCase(Locale.ROOT));
    json.put("progress_percentage", snapshot.percentage());
    ArrayNode completions = json.putArray("completions");
    for (Step step : snapshot.completed()) {
      ObjectNode completion = completions.addObject().put("flow", step.flow());
      addOutput(completion.putArray("result"), workflow, step, origin);
    }
    ArrayNode result = json.putArray("result");
    ArrayNode images = json.putArray("images");
    workflow.images().forEach(images::add);
    ArrayNode stored = json.putArray("media_result");
    for (Step step : snapshot.result()) {
      addOutput(result, workflow, step, origin);
      stored
          .addObject()
          .put("url", origin + MediaPath.of(workflow, step))
          .put("size", media.file(workflow, step).size())
          .put("updated_at", print(snapshot.endedAt()));
    }
    json.put("rating", details.rating());
    json.put("delivered_at", print(details.deliveredAt()));
    json.put("created_at", Timestamps.print(workflow.createdAt()));
    json.put("updated_at", Timestamps.print(snapshot.updatedAt()));
    return json;
  }

  private static @Nullable String print(@Nullable Instant instant) {
    return instant == null ? null : Timestamps.print(instant);
  }

  private static void addOutput(ArrayNode outputs, Workflow workflow, Step step, String origin) {
    outputs
        .addObject()
        .put("content_type", step.contentType())
        .put("url", origin + MediaPath.of(workflow, step));
  }
}
