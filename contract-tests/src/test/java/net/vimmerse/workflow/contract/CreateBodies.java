package net.vimmerse.workflow.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Bodies of the create request, made from what the document says of a template. */
record CreateBodies(Document document) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The template and nothing else. */
  ObjectNode smallest(TemplateSchema template) {
    return JSON.objectNode().put(tag(), template.id());
  }

  /** Every option at its default, else at its first value, else at some text. */
  ObjectNode withEveryOption(TemplateSchema template) {
    ObjectNode body = smallest(template);
    ObjectNode options = body.putObject(template.options().exists() ? optionsKey(template) : "");
    template.optionsByName().forEach((name, option) -> options.set(name, value(option)));
    return body;
  }

  /** The name of the member that tells templates apart. */
  String tag() {
    return document.creationSchema().child("discriminator").text("propertyName").orElseThrow();
  }

  /** The name of the member that holds the options. */
  String optionsKey(TemplateSchema template) {
    return Shape.of(template.schema()).properties().entrySet().stream()
        .filter(it -> it.getValue().pointer().equals(template.options().pointer()))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static JsonNode value(Option option) {
    return option
        .defaultValue()
        .or(() -> option.values().stream().findFirst())
        .orElseGet(() -> JSON.textNode("text"));
  }
}
