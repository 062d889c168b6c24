package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;

/** Mutants of templates and of the discriminator. */
record TemplateEdits(DocumentMutantCollector edits) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String FOREIGN = SchemaEdits.FOREIGN;

  void list(SchemaNode creation) {
    JsonPointer at = creation.pointer();
    String discriminator = Document.DISCRIMINATOR;
    edits.set("change the discriminator", at, discriminator, JSON.textNode("title"));
    edits.drop("drop the discriminator", at, discriminator);
    List<SchemaNode> branches = creation.child("oneOf").items();
    for (int i = 0; i < branches.size(); i++) {
      int index = i;
      edits.add(
          "drop a template",
          at,
          branches.get(i).name(),
          it -> ((ArrayNode) it.get("oneOf")).remove(index));
    }
  }

  void template(TemplateSchema template) {
    JsonPointer at = template.schema().pointer().appendProperty("x-template");
    JsonNode metadata = edits.at(at);
    for (String text : List.of("label", "description")) {
      edits.set("change a " + text, at, text, JSON.textNode(metadata.get(text).asText() + " too"));
    }
    edits.set("change inputs", at, "inputs", JSON.arrayNode().add(FOREIGN));
    edits.set("change webhook", at, "webhook", JSON.booleanNode(false));
    edits.drop("drop x-template", at.head(), "x-template");
    JsonPointer modes = at.appendProperty("modes");
    edits
        .properties(modes)
        .forEach(
            (mode, node) -> {
              String name = mode.last().getMatchingProperty();
              edits.drop("drop a mode", modes, name);
              edits.rename("rename a mode", modes, name, FOREIGN);
              int credits = node.get("credits").asInt();
              edits.set("change credits", mode, "credits", JSON.numberNode(credits + 1));
              JsonNode steps = node.get("steps");
              edits.add("drop a step", mode, steps.get(0).asText(), it -> step(it).remove(0));
              if (steps.size() > 1) {
                edits.add("swap two steps", mode, "", it -> step(it).insert(1, step(it).remove(0)));
              }
              JsonNode output = node.get("outputs").get(0);
              edits.set(
                  "change outputs",
                  mode,
                  "outputs",
                  JSON.arrayNode()
                      .add(output.asText().equals("image/png") ? "video/mp4" : "image/png"));
            });
  }

  private static ArrayNode step(ObjectNode mode) {
    return (ArrayNode) mode.get("steps");
  }
}
