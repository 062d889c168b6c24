package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;

/** The document with copies of its templates. */
final class DocumentWithManyTemplates {
  private DocumentWithManyTemplates() {}

  static Document of(int count) {
    try {
      Document document = Document.bundled();
      ObjectNode tree = (ObjectNode) new YAMLMapper().readTree(Document.bundledBytes());
      ObjectNode schemas = (ObjectNode) tree.at("/components/schemas");
      ArrayNode branches = (ArrayNode) tree.at(document.creationSchema().pointer()).path("oneOf");
      int templates = document.templates().size();
      for (int i = templates; i < count; i++) {
        TemplateSchema original = document.templates().get(i % templates);
        String name = original.schema().name() + i;
        String id = '"' + original.id() + '"';
        String copy =
            schemas
                .get(original.schema().name())
                .toString()
                .replace("[" + id + "]", "[\"" + original.id() + "_" + i + "\"]");
        ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(copy);
        requireTag(schema);
        schemas.set(name, schema);
        branches.addObject().put("$ref", "#/components/schemas/" + name);
      }
      return Document.of(new ObjectMapper().writeValueAsBytes(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Requires the template id, since only one template may omit it. */
  private static void requireTag(ObjectNode schema) {
    ObjectNode own = (ObjectNode) schema.path("allOf").path(1);
    own.putArray("required").add("template_id");
    ((ObjectNode) own.at("/properties/template_id")).remove("default");
  }

  static JsonNode body(Case one) {
    try {
      return new ObjectMapper().readTree(one.request().body().utf8());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
