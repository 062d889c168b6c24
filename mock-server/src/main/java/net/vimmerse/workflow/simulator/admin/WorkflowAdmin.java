package net.vimmerse.workflow.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.api.MediaPath;
import net.vimmerse.workflow.simulator.api.SimulatedApi;
import net.vimmerse.workflow.simulator.namespace.Namespace;
import net.vimmerse.workflow.simulator.simulation.Progression;
import net.vimmerse.workflow.simulator.simulation.Status;
import net.vimmerse.workflow.simulator.simulation.Step;
import net.vimmerse.workflow.simulator.simulation.Timeline;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.simulation.WorkflowView;
import net.vimmerse.workflow.simulator.snapshot.StateJson;
import net.vimmerse.workflow.simulator.webhook.WebhookUrl;

/** Handles the operations on workflows. */
final class WorkflowAdmin {

  private final SimulatedApi simulated;

  WorkflowAdmin(SimulatedApi simulated) {
    this.simulated = simulated;
  }

  Map<String, AdminHandler> handlers() {
    return Map.of(
        "listWorkflows", this::list,
        "getWorkflow", this::show,
        "getWorkflowBody", this::body,
        "forceWorkflow", this::force,
        "deleteWorkflow", this::delete);
  }

  private JsonNode list(AdminCall call) {
    Namespace namespace = call.requireNamespace();
    Instant now = namespace.clock().instant();
    List<Workflow> matching =
        new ArrayList<>(
            namespace.workflows().stream()
                .filter(workflow -> matches(workflow, now, call.query()))
                .toList());
    if ("desc".equals(call.query().get("order"))) {
      Collections.reverse(matching);
    }
    String after = call.query().get("after");
    int limit = call.number("limit", 100);
    String around = call.query().get("around");
    int offset = call.number("offset", 0);
    if (after != null) {
      int index = indexOf(matching, after);
      offset = index < 0 ? matching.size() : index + 1;
    } else if (around != null) {
      offset = Math.max(0, indexOf(matching, around) - limit / 2);
    }
    int start = Math.min(offset, matching.size());
    int end = (int) Math.min((long) start + limit, matching.size());
    ObjectNode json = JsonObjects.object().put("count", matching.size()).put("offset", start);
    ArrayNode workflows = json.putArray("workflows");
    matching.subList(start, end).forEach(workflow -> workflows.add(json(workflow, now)));
    json.put("next", end < matching.size() ? matching.get(end - 1).id() : null);
    return json;
  }

  /** Returns the position of the workflow with this id; -1 if there is none. */
  private static int indexOf(List<Workflow> workflows, String id) {
    return IntStream.range(0, workflows.size())
        .filter(index -> workflows.get(index).id().equals(id))
        .findFirst()
        .orElse(-1);
  }

  private JsonNode body(AdminCall call) {
    return simulated.body(found(call), call.requireNamespace().clock().instant(), call.origin());
  }

  private static boolean matches(Workflow workflow, Instant now, Map<String, String> query) {
    String template = query.get("template");
    String status = query.get("status");
    String text = query.get("contains");
    return (text == null || contains(workflow, text.toLowerCase(Locale.ROOT)))
        && (template == null || template.equals(workflow.templateId()))
        && (status == null || status.equals(WorkflowView.of(workflow, now).status().toString()));
  }

  private static boolean contains(Workflow workflow, String text) {
    return Stream.of(
            workflow.id(), workflow.details().title(), workflow.templateId(), workflow.eventId())
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text));
  }

  private JsonNode show(AdminCall call) {
    return json(found(call), call.requireNamespace().clock().instant());
  }

  private JsonNode force(AdminCall call) {
    Workflow before = found(call);
    Namespace namespace = call.requireNamespace();
    if (WorkflowView.of(before, namespace.clock().instant()).endedAt() != null) {
      throw new ConflictException();
    }
    ObjectNode body = call.body();
    String status = body.path("status").asText("");
    if (body.has("reason") && (status.isEmpty() || status.equals(Status.FAIL.toString()))) {
      namespace.fail(before.id(), body.get("reason").asText());
    } else if (body.has("reason")) {
      throw new BadRequestException("body", "reason", "A reason requires the status fail");
    } else {
      Status wanted =
          status.isEmpty() ? Status.PROCESSING : Status.valueOf(status.toUpperCase(Locale.ROOT));
      if (body.has("progress_percentage") && wanted != Status.PROCESSING) {
        throw new BadRequestException(
            "body", "progress_percentage", "A percentage requires the status processing");
      }
      namespace.force(before.id(), wanted, body.path("progress_percentage").asInt(0));
    }
    return show(call);
  }

  private JsonNode delete(AdminCall call) {
    call.requireNamespace().remove(found(call).id());
    return MissingNode.getInstance();
  }

  private static Workflow found(AdminCall call) {
    return call.requireNamespace()
        .find(call.path().getOrDefault("workflow_id", ""))
        .orElseThrow(NotFoundException::new);
  }

  private static ObjectNode json(Workflow workflow, Instant now) {
    WorkflowView view = WorkflowView.of(workflow, now);
    ObjectNode json =
        JsonObjects.object()
            .put("id", workflow.id())
            .put("title", workflow.details().title())
            .put("template", workflow.templateId())
            .put("label", workflow.label())
            .put("status", view.status().toString())
            .put("progress_percentage", view.percentage())
            .put("created_at", workflow.createdAt().toString())
            .put("event_id", workflow.eventId())
            .put("credits", workflow.credits())
            .put("progression", progression(workflow));
    JsonObjects.put(json, "ended_at", view.endedAt());
    JsonObjects.put(json, "expires_at", workflow.plan().expiresAt());
    String url = workflow.webhookUrl();
    JsonObjects.put(json, "webhook_url", url == null ? null : WebhookUrl.redacted(url));
    JsonObjects.put(json, "note", workflow.plan().note());
    List<Instant> changeTimes = new Timeline(workflow).changeTimes();
    ArrayNode steps = json.putArray("steps");
    for (Step step : workflow.pipeline().steps()) {
      ObjectNode one =
          steps.addObject().put("flow", step.flow()).put("content_type", step.contentType());
      changeTimes.stream()
          .filter(at -> WorkflowView.of(workflow, at).completed().contains(step))
          .findFirst()
          .ifPresent(at -> one.put("ends_at", at.toString()));
      if (view.completed().contains(step)) {
        one.put("file", MediaPath.of(workflow, step));
      }
    }
    ArrayNode images = json.putArray("images");
    workflow.images().forEach(images::add);
    json.set("options", StateJson.toTree(workflow.options()));
    ArrayNode schedule = json.putArray("schedule");
    for (Instant at : changeTimes) {
      if (at.isAfter(now)) {
        WorkflowView then = WorkflowView.of(workflow, at);
        ArrayNode completed =
            schedule
                .addObject()
                .put("at", at.toString())
                .put("status", then.status().toString())
                .put("progress_percentage", then.percentage())
                .putArray("completed");
        then.completed().stream().map(Step::flow).forEach(completed::add);
      }
    }
    return json;
  }

  /** Returns what advances a workflow now: once it has a position, its clock no longer does. */
  private static String progression(Workflow workflow) {
    Progression progression = workflow.plan().progression();
    if (workflow.position() != null || progression instanceof Progression.Manual) {
      return "manual";
    }
    return progression instanceof Progression.Polls ? "polls" : "time";
  }
}
