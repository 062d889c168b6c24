package net.vimmerse.workflow.contract.execution;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
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
   * Returns the parameter's value from a response.
   *
   * @throws IOException when the response has none
   */
  String read(ValidationResult made, Document document) throws IOException {
    JsonNode body = JsonBody.parse(made.exchange().responseBody());
    JsonNode found = body.at(value);
    if (found.isMissingNode() && isEnveloped(document)) {
      found = body.at(value.tail());
    }
    if (!found.isValueNode()) {
      throw new IOException("no value at " + value + " of the response to " + made.exchange());
    }
    return found.asText();
  }

  /** Returns the shell suffix that prints the value. */
  String extraction() {
    return CurlCommand.extraction(value.last().getMatchingProperty());
  }

  /** Returns true if the pointer begins with an envelope, which some servers omit. */
  private boolean isEnveloped(Document document) {
    return document.operations().stream()
        .flatMap(it -> it.node().child("responses").children().entrySet().stream())
        .filter(it -> it.getKey().startsWith("2"))
        .map(Map.Entry::getValue)
        .flatMap(it -> it.child("content").children().values().stream())
        .flatMap(it -> Envelope.property(it.child("schema")).stream())
        .anyMatch(value.getMatchingProperty()::equals);
  }
}
