package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import net.vimmerse.workflow.simulator.json.JsonTree;
import net.vimmerse.workflow.simulator.simulation.Step;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.simulation.WorkflowDetails;
import net.vimmerse.workflow.simulator.simulation.WorkflowView;
import org.jspecify.annotations.Nullable;

/** Formats a workflow as the API does. */
final class WorkflowJson {

  private final MediaLibrary media;

  WorkflowJson(MediaLibrary media) {
    this.media = media;
  }

  /**
   * Writes the workflow at {@code now}.
   *
   * @param origin scheme, host and port for the URLs of its files
   */
  void write(JsonGenerator out, Workflow workflow, Instant now, String origin) throws IOException {
    WorkflowView view = WorkflowView.of(workflow, now);
    WorkflowDetails details = workflow.details();
    String files = origin + MediaPath.folder(workflow);
    out.writeStartObject();
    out.writeStringField("id", workflow.id());
    out.writeStringField("title", details.title());
    out.writeStringField("description", details.description());
    out.writeStringField("visibility_status", details.visibilityStatus());
    out.writeStringField("model", workflow.templateId());
    out.writeFieldName("options");
    JsonTree.write(out, workflow.options());
    out.writeStringField("primary_user_id", workflow.owner().userId());
    out.writeStringField("customer_id", workflow.owner().customerId());
    out.writeStringField("processing_status", view.status().toString());
    out.writeNumberField("progress_percentage", view.percentage());
    out.writeArrayFieldStart("completions");
    for (Step step : view.completed()) {
      out.writeStartObject();
      out.writeStringField("flow", step.flow());
      out.writeArrayFieldStart("result");
      writeOutput(out, step, files);
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("result");
    for (Step step : view.result()) {
      writeOutput(out, step, files);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("images");
    for (String image : workflow.images()) {
      out.writeString(image);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("media_result");
    for (Step step : view.result()) {
      out.writeStartObject();
      out.writeStringField("url", files + MediaPath.name(step));
      out.writeNumberField("size", media.size(workflow, step));
      out.writeStringField("updated_at", print(view.endedAt()));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeStringField("rating", details.rating());
    out.writeStringField("delivered_at", print(details.deliveredAt()));
    out.writeStringField("created_at", TimestampFormat.print(workflow.createdAt()));
    out.writeStringField("updated_at", TimestampFormat.print(view.updatedAt()));
    out.writeEndObject();
  }

  private static @Nullable String print(@Nullable Instant instant) {
    return instant == null ? null : TimestampFormat.print(instant);
  }

  private static void writeOutput(JsonGenerator out, Step step, String files) throws IOException {
    out.writeStartObject();
    out.writeStringField("content_type", step.contentType());
    out.writeStringField("url", files + MediaPath.name(step));
    out.writeEndObject();
  }
}
