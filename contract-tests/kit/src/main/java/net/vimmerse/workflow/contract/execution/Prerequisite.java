package net.vimmerse.workflow.contract.execution;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import net.vimmerse.workflow.contract.cases.CaseGenerator;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.validation.ValidationResult;

/**
 * What makes the thing that a parameter of the path names, as the document's {@code links} say.
 *
 * @param parameter the name of the parameter
 * @param request makes one
 * @param value where the answer has the parameter's value
 */
record Prerequisite(String parameter, CaseRequest request, JsonPointer value) {
  private static final String BODY = "$response.body#";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What must be sent before an operation.
   *
   * @throws IllegalArgumentException when no link leads to this parameter of it
   */
  static Prerequisite of(Document document, Operation operation, String parameter) {
    for (Operation maker : document.operations()) {
      for (SchemaNode response : maker.place().child("responses").children().values()) {
        for (SchemaNode link : response.child("links").children().values()) {
          String value = link.child("parameters").text(parameter).orElse("");
          boolean meant = link.text("operationId").filter(operation.id()::equals).isPresent();
          if (meant && value.startsWith(BODY)) {
            return new Prerequisite(
                parameter,
                CaseGenerator.smallest(document, maker),
                JsonPointer.compile(value.substring(BODY.length())));
          }
        }
      }
    }
    throw new IllegalArgumentException(
        "No link of the document leads to " + parameter + " of " + operation);
  }

  /**
   * The value that an answer has for the parameter.
   *
   * @throws IOException when it has none
   */
  String read(ValidationResult made, Document document) throws IOException {
    JsonNode body = JSON.readTree(made.exchange().responseBody().utf8());
    JsonNode found = body.at(value);
    if (found.isMissingNode() && isEnveloped(document)) {
      found = body.at(value.tail());
    }
    if (!found.isValueNode()) {
      throw new IOException("nothing at " + value + " of the answer to " + made.exchange());
    }
    return found.asText();
  }

  /** What a shell puts behind the request to have the value. */
  String extraction() {
    return CurlCommand.extraction(value.last().getMatchingProperty());
  }

  /** Whether the pointer begins with the member that a server of the other form leaves out. */
  private boolean isEnveloped(Document document) {
    return document.operations().stream()
        .flatMap(it -> it.place().child("responses").children().entrySet().stream())
        .filter(it -> it.getKey().startsWith("2"))
        .map(Map.Entry::getValue)
        .flatMap(it -> it.child("content").children().values().stream())
        .flatMap(it -> Envelope.member(it.child("schema")).stream())
        .anyMatch(value.getMatchingProperty()::equals);
  }
}
