package net.vimmerse.workflow.contract.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.Parameter;

/**
 * The operation that returns the template list: it takes no body and returns an array of objects
 * with the property that identifies templates.
 *
 * @param operation the operation
 * @param property the name of that property
 */
public record TemplateListOperation(Operation operation, String property) {

  /** Returns the operation of a document; empty when there is none. */
  public static Optional<TemplateListOperation> of(Document document) {
    return document.operations().stream()
        .filter(it -> it.method().equals("GET") && !it.path().contains("{"))
        .filter(document::listsTemplates)
        .findFirst()
        .map(operation -> new TemplateListOperation(operation, document.templateProperty()));
  }

  /** Returns the path of the operation, without a query. */
  public String path() {
    return operation.path();
  }

  /** Returns the path with the parameters that add properties to the listed templates. */
  public String detailedPath() {
    return Parameter.of(operation).stream()
        .filter(it -> it.in().equals("query") && it.node().child("x-adds").exists())
        .map(it -> it.name() + "=true")
        .reduce((a, b) -> a + "&" + b)
        .map(it -> path() + "?" + it)
        .orElseGet(this::path);
  }

  /** Returns the list in a response, with or without the envelope. */
  public static JsonNode list(JsonNode response) {
    return response.isObject() && response.size() == 1 ? response.iterator().next() : response;
  }

  /** Returns the listed templates by id, from a response in either form. */
  public Map<String, JsonNode> entries(JsonNode response) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    for (JsonNode entry : list(response)) {
      if (entry.path(property).isTextual()) {
        entries.put(entry.path(property).textValue(), entry);
      }
    }
    return entries;
  }
}
