package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.vimmerse.workflow.simulator.http.ApiRequest;
import net.vimmerse.workflow.simulator.http.ApiResponse;
import net.vimmerse.workflow.simulator.http.Responses;
import net.vimmerse.workflow.simulator.openapi.PipelineMode;
import net.vimmerse.workflow.simulator.openapi.QueryBoolean;
import net.vimmerse.workflow.simulator.openapi.Template;
import net.vimmerse.workflow.simulator.openapi.TemplateOption;
import net.vimmerse.workflow.simulator.openapi.WorkflowApiDocument;
import net.vimmerse.workflow.simulator.simulation.Step;

/** Handles listTemplates. */
final class ListTemplates {

  private final WorkflowApiDocument document;
  private final Responses responses;

  ListTemplates(WorkflowApiDocument document, Responses responses) {
    this.document = document;
    this.responses = responses;
  }

  ApiResponse handle(ApiRequest request) {
    boolean detail = QueryBoolean.parse(request.query().get("detail")).orElse(false);
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Template template : document.listedTemplates()) {
      ObjectNode json = list.addObject();
      addBrief(json, template, request.origin());
      if (detail) {
        addDetail(json, template);
      }
    }
    return responses.data(list);
  }

  private static void addBrief(ObjectNode json, Template template, String origin) {
    json.put("template_id", template.id());
    json.put("label", template.label());
    json.put("description", template.description());
    ArrayNode inputs = json.putArray("inputs");
    template.inputs().forEach(inputs::add);
    ObjectNode credits = json.putObject("credits");
    template.modes().forEach((name, mode) -> credits.put(name, mode.credits()));
    json.put("webhook", template.webhook());
    json.put("thumbnail_url", origin + MediaPath.ofThumbnail(template.id()));
  }

  private static void addDetail(ObjectNode json, Template template) {
    ArrayNode options = json.putArray("options");
    for (TemplateOption option : template.options()) {
      ObjectNode one = options.addObject().put("name", option.name()).put("type", option.type());
      if (!option.description().isEmpty()) {
        one.put("description", option.description());
      }
      if (option.defaultValue() != null) {
        one.set("default", option.defaultValue());
      }
      if (!option.values().isEmpty()) {
        ArrayNode values = one.putArray("enum");
        option.values().forEach(values::add);
      }
    }
    ObjectNode modes = json.putObject("modes");
    template.modes().forEach((name, mode) -> addMode(modes.putObject(name), mode));
  }

  private static void addMode(ObjectNode json, PipelineMode mode) {
    ArrayNode steps = json.putArray("steps");
    mode.pipeline().steps().stream().map(Step::flow).forEach(steps::add);
    ArrayNode outputs = json.putArray("outputs");
    mode.outputs().forEach(outputs::add);
  }
}
