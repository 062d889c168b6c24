package net.vimmerse.workflow.simulator.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.vimmerse.workflow.simulator.contract.ApiDocument;
import net.vimmerse.workflow.simulator.contract.Mode;
import net.vimmerse.workflow.simulator.contract.Template;
import net.vimmerse.workflow.simulator.contract.TemplateOption;
import net.vimmerse.workflow.simulator.simulation.Step;

/** The catalogue, as the document has it. */
final class ListTemplates implements Handler {

  private static final JsonMapper JSON = new JsonMapper();

  private final ApiDocument document;
  private final Answers answers;

  ListTemplates(ApiDocument document, Answers answers) {
    this.document = document;
    this.answers = answers;
  }

  @Override
  public ApiResponse handle(Call call) {
    boolean detail = Boolean.parseBoolean(call.request().query().get("detail"));
    ArrayNode list = JSON.createArrayNode();
    for (Template template : document.templates()) {
      ObjectNode json = list.addObject();
      addBrief(json, template, call.request().origin());
      if (detail) {
        addDetail(json, template);
      }
    }
    return answers.data(list);
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

  private static void addMode(ObjectNode json, Mode mode) {
    ArrayNode steps = json.putArray("steps");
    mode.pipeline().steps().stream().map(Step::flow).forEach(steps::add);
    ArrayNode outputs = json.putArray("outputs");
    mode.outputs().forEach(outputs::add);
  }
}
