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
import java.util.stream.Stream;
import net.vimmerse.workflow.simulator.api.MediaPath;
import net.vimmerse.workflow.simulator.facts.FactsJson;
import net.vimmerse.workflow.simulator.simulation.Snapshot;
import net.vimmerse.workflow.simulator.simulation.Status;
import net.vimmerse.workflow.simulator.simulation.Step;
import net.vimmerse.workflow.simulator.simulation.Workflow;
import net.vimmerse.workflow.simulator.world.World;

/** Shows workflows with their future, and moves them by hand. */
final class WorkflowAdmin {

  Map<String, AdminHandler> handlers() {
    return Map.of(
        "listWorkflows", this::list,
        "inspectWorkflow", this::show,
        "forceWorkflow", this::force,
        "forgetWorkflow", this::forget);
  }

  private JsonNode list(AdminCall call) {
    World world = call.namedWorld();
    Instant now = world.clock().instant();
    List<Workflow> fitting =
        new ArrayList<>(
            world.workflows().stream()
                .filter(workflow -> fits(workflow, now, call.query()))
                .toList());
    if ("newest".equals(call.query().get("first"))) {
      Collections.reverse(fitting);
    }
    String after = call.query().get("after");
    List<Workflow> rest =
        after == null
            ? fitting
            : fitting.stream().dropWhile(found -> !found.id().equals(after)).skip(1).toList();
    int limit = call.number("limit", 100);
    ObjectNode json = Json.object().put("count", fitting.size());
    ArrayNode workflows = json.putArray("workflows");
    rest.stream().limit(limit).forEach(workflow -> workflows.add(json(workflow, now)));
    json.put("next", rest.size() > limit ? rest.get(limit - 1).id() : null);
    return json;
  }

  private static boolean fits(Workflow workflow, Instant now, Map<String, String> query) {
    String template = query.get("template");
    String status = query.get("status");
    String text = query.get("contains");
    return (text == null || contains(workflow, text.toLowerCase(Locale.ROOT)))
        && (template == null || template.equals(workflow.templateId()))
        && (status == null || status.equals(text(Snapshot.of(workflow, now).status())));
  }

  private static boolean contains(Workflow workflow, String text) {
    return Stream.of(
            workflow.id(), workflow.details().title(), workflow.templateId(), workflow.eventId())
        .anyMatch(field -> field.toLowerCase(Locale.ROOT).contains(text));
  }

  private JsonNode show(AdminCall call) {
    return json(found(call), call.namedWorld().clock().instant());
  }

  private JsonNode force(AdminCall call) {
    Workflow before = found(call);
    World world = call.namedWorld();
    if (Snapshot.of(before, world.clock().instant()).endedAt() != null) {
      throw new HasEndedException();
    }
    ObjectNode body = call.body();
    String status = body.path("status").asText("");
    if (body.has("reason") && (status.isEmpty() || status.equals(text(Status.FAIL)))) {
      world.fail(before.id(), body.get("reason").asText());
    } else if (body.has("reason")) {
      throw new BadRequestException("body", "reason", "A reason goes with the status fail only");
    } else {
      Status wanted =
          status.isEmpty() ? Status.PROCESSING : Status.valueOf(status.toUpperCase(Locale.ROOT));
      if (body.has("progress_percentage") && wanted != Status.PROCESSING) {
        throw new BadRequestException(
            "body", "progress_percentage", "A percentage goes with the status processing only");
      }
      world.force(before.id(), wanted, body.path("progress_percentage").asInt(0));
    }
    return show(call);
  }

  private JsonNode forget(AdminCall call) {
    call.namedWorld().remove(found(call).id());
    return MissingNode.getInstance();
  }

  private static Workflow found(AdminCall call) {
    return call.namedWorld()
        .find(call.path().getOrDefault("workflow_id", ""))
        .orElseThrow(NothingThereException::new);
  }

  private static ObjectNode json(Workflow workflow, Instant now) {
    Snapshot snapshot = Snapshot.of(workflow, now);
    ObjectNode json =
        Json.object()
            .put("id", workflow.id())
            .put("title", workflow.details().title())
            .put("template", workflow.templateId())
            .put("status", text(snapshot.status()))
            .put("progress_percentage", snapshot.percentage())
            .put("created_at", workflow.createdAt().toString())
            .put("event_id", workflow.eventId())
            .put("credits", workflow.credits())
            .put(
                "pace",
                workflow.position() != null
                    ? "manual"
                    : workflow.plan().pace().getClass().getSimpleName().toLowerCase(Locale.ROOT));
    Json.put(json, "ended_at", snapshot.endedAt());
    Json.put(json, "expires_at", workflow.plan().expiresAt());
    Json.put(json, "webhook_url", workflow.webhookUrl());
    Json.put(json, "note", workflow.plan().note());
    List<Instant> turns = Snapshot.turns(workflow);
    ArrayNode steps = json.putArray("steps");
    for (Step step : workflow.pipeline().steps()) {
      ObjectNode one =
          steps.addObject().put("flow", step.flow()).put("content_type", step.contentType());
      turns.stream()
          .filter(at -> Snapshot.of(workflow, at).completed().contains(step))
          .findFirst()
          .ifPresent(at -> one.put("ends_at", at.toString()));
      if (snapshot.completed().contains(step)) {
        one.put("file", MediaPath.of(workflow, step));
      }
    }
    ArrayNode images = json.putArray("images");
    workflow.images().forEach(images::add);
    json.set("options", FactsJson.tree(workflow.options()));
    ArrayNode future = json.putArray("future");
    for (Instant at : turns) {
      if (at.isAfter(now)) {
        Snapshot then = Snapshot.of(workflow, at);
        ArrayNode completed =
            future
                .addObject()
                .put("at", at.toString())
                .put("status", text(then.status()))
                .put("progress_percentage", then.percentage())
                .putArray("completed");
        then.completed().stream().map(Step::flow).forEach(completed::add);
      }
    }
    return json;
  }

  private static String text(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
