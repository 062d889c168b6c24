package net.vimmerse.workflow.contract.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.OperationMatch;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * A JSON answer together with what the document has for it.
 *
 * @param operation the operation that gave it
 * @param schema the schema for its status, in the form that is expected of the server; a missing
 *     place when the document has none
 * @param body the answer's body
 */
public record JsonResponse(Operation operation, SchemaNode schema, JsonNode body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The answer of an exchange; empty when it is none of the document's, or no JSON. */
  public static Optional<JsonResponse> of(ContractValidator judge, RecordedExchange exchange) {
    return operation(judge.document(), exchange)
        .flatMap(
            operation -> {
              Optional<SchemaNode> response = operation.response(exchange.status());
              return response.flatMap(
                  it ->
                      read(exchange)
                          .map(
                              body ->
                                  new JsonResponse(operation, schema(judge, it, exchange), body)));
            });
  }

  /** The operation that an exchange is about; empty when the document has none. */
  public static Optional<Operation> operation(Document document, RecordedExchange exchange) {
    return exchange
        .url()
        .flatMap(url -> document.match(exchange.method(), url.pathSegments()))
        .map(OperationMatch::operation);
  }

  private static SchemaNode schema(
      ContractValidator judge, SchemaNode response, RecordedExchange exchange) {
    SchemaNode content = response.child("content").child("application/json");
    return judge.envelope().expected(content.child("schema"), exchange.status());
  }

  private static Optional<JsonNode> read(RecordedExchange exchange) {
    try {
      return Optional.of(JSON.readTree(exchange.responseBody().utf8()))
          .filter(it -> !it.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
