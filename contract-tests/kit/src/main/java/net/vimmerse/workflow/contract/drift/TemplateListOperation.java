package net.vimmerse.workflow.contract.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * The operation that lists the templates: it takes nothing and answers with an array of objects
 * that have the member which tells the templates apart.
 *
 * @param operation the operation
 * @param member the name of that member
 */
public record TemplateListOperation(Operation operation, String member) {

  /** The list of a document; empty when it has none. */
  public static Optional<TemplateListOperation> of(Document document) {
    String member =
        document.creationSchema().child("discriminator").text("propertyName").orElseThrow();
    return document.operations().stream()
        .filter(it -> it.method().equals("GET") && !it.path().contains("{"))
        .filter(it -> ObjectSchema.of(items(it)).properties().containsKey(member))
        .findFirst()
        .map(operation -> new TemplateListOperation(operation, member));
  }

  private static SchemaNode items(Operation operation) {
    SchemaNode responses = operation.place().child("responses");
    SchemaNode schema =
        responses.child("200").child("content").child("application/json").child("schema");
    return Envelope.NONE.expected(schema, 200).child("items");
  }

  /** What an answer lists, by id, in whichever form it is. */
  Map<String, JsonNode> entries(JsonNode answer) {
    boolean wrapped = answer.isObject() && answer.size() == 1;
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    for (JsonNode entry : wrapped ? answer.elements().next() : answer) {
      if (entry.path(member).isTextual()) {
        entries.put(entry.path(member).textValue(), entry);
      }
    }
    return entries;
  }
}
