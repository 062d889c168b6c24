package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;

/** Mutants of templates and of the discriminator. */
record TemplateEdits(DocumentMutantCollector edits) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String FOREIGN = SchemaEdits.FOREIGN;

  void list(SchemaNode creation) {
    JsonPointer at = creation.pointer();
    JsonPointer discriminator = at.appendProperty("discriminator");
    edits.set("change the discriminator", discriminator, "propertyName", JSON.textNode("title"));
    edits.drop("drop the discriminator", at, "discriminator");
    JsonPointer mapping = discriminator.appendProperty("mapping");
    List<Map.Entry<JsonPointer, JsonNode>> entries =
        List.copyOf(edits.properties(mapping).entrySet());
    for (int i = 0; i < entries.size(); i++) {
      String id = entries.get(i).getKey().last().getMatchingProperty();
      JsonNode ref = entries.get(i).getValue();
      JsonNode next = entries.get((i + 1) % entries.size()).getValue();
      edits.drop("drop a mapping", mapping, id);
      edits.set("swap a mapping", mapping, id, next);
      edits.add("drop a template", at, id, it -> dropTemplate(it, id, ref));
      edits.add("drop a branch", at, id, it -> dropBranch(it, ref));
    }
  }

  private static void dropTemplate(ObjectNode creation, String id, JsonNode ref) {
    ((ObjectNode) creation.get("discriminator").get("mapping")).remove(id);
    dropBranch(creation, ref);
  }

  private static void dropBranch(ObjectNode creation, JsonNode ref) {
    ArrayNode branches = (ArrayNode) creation.get("oneOf");
    for (int i = 0; i < branches.size(); i++) {
      if (branches.get(i).get("$ref").equals(ref)) {
        branches.remove(i);
        return;
      }
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
