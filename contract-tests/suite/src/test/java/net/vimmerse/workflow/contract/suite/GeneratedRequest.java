package net.vimmerse.workflow.contract.suite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.vimmerse.workflow.client.model.CreateWorkflowRequest;
import net.vimmerse.workflow.contract.openapi.TemplateOption;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;

/** Requests of the client's generated classes that the service can process. */
final class GeneratedRequest {
  static final String IMAGE = "https://example.com/input.png";

  private GeneratedRequest() {}

  /** Returns the class for a template. */
  static Class<?> type(TemplateSchema template) throws ReflectiveOperationException {
    return GeneratedModel.type(template.schema());
  }

  /** Returns a request with a title, an image, and the last allowed value of every option. */
  static CreateWorkflowRequest of(TemplateSchema template) throws ReflectiveOperationException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("title", template.id());
    body.putArray("image_urls").add(IMAGE);
    ObjectNode options = body.putObject("options");
    for (TemplateOption option : template.optionsByName().values()) {
      List<String> values = option.values().stream().map(value -> value.asText()).toList();
      options.put(option.name(), values.isEmpty() ? IMAGE : values.get(values.size() - 1));
    }
    return (CreateWorkflowRequest) GeneratedModel.of(template.schema(), body);
  }
}
