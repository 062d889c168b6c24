package net.vimmerse.workflow.contract.execution;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.validation.JsonBody;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/**
 * The request that creates the resource that a path parameter names, from the document's {@code
 * links}.
 *
 * @param request creates the resource
 * @param value the location of the parameter's value in the response
 */
record Prerequisite(CaseRequest request, JsonPointer value) {
  private static final String BODY = "$response.body#";

  /**
   * Returns the request that must be sent before an operation.
   *
   * @throws IllegalArgumentException when no link leads to this parameter
   */
  static Prerequisite of(Document document, Operation operation, String parameter) {
    for (Operation maker : document.operations()) {
      for (SchemaNode response : maker.node().child("responses").children().values()) {
        for (SchemaNode link : response.child("links").children().values()) {
          String value = link.child("parameters").text(parameter).orElse("");
          boolean meant = link.text("operationId").filter(operation.id()::equals).isPresent();
          if (meant && value.startsWith(BODY)) {
            return new Prerequisite(
                CaseGenerator.smallest(document, maker),
                JsonPointer.compile(value.substring(BODY.length())));
          }
        }
      }
    }
    throw new IllegalArgumentException(
        "The document has no link to " + parameter + " of " + operation);
  }

  /**
   * Returns the location of the id in the responses of an operation that creates resources; empty
   * when the document links nothing to them.
   */
  static Optional<JsonPointer> idIn(Operation maker) {
    return maker.node().child("responses").children().values().stream()
        .flatMap(it -> it.child("links").children().values().stream())
        .flatMap(it -> it.child("parameters").children().values().stream())
        .map(it -> it.value().asText())
        .filter(it -> it.startsWith(BODY))
        .map(it -> JsonPointer.compile(it.substring(BODY.length())))
        .findFirst();
  }

  /**
   * Returns an id from a response: at its documented location, or else the first property of the
   * same name, so that another form of the response does not hide everything else.
   */
  static Optional<String> id(JsonPointer value, ValidationResult made) {
    JsonNode body = JsonBody.parse(made.exchange().responseBody());
    JsonNode documented = body.at(value);
    JsonNode found =
        documented.isValueNode() ? documented : body.findPath(value.last().getMatchingProperty());
    return Optional.of(found)
        .filter(it -> it.isValueNode() && !it.isNull() && !it.asText().isBlank())
        .map(JsonNode::asText);
  }

  /** Returns the shell suffix that prints the value. */
  String extraction() {
    return CurlCommand.extraction(value.last().getMatchingProperty());
  }
}
