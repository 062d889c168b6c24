package net.vimmerse.workflow.contract.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * A JSON response and its documented schema.
 *
 * @param operation the operation
 * @param schema the schema for its status, in the expected form; a missing node when the document
 *     has none
 * @param body the response body
 */
public record JsonResponse(Operation operation, SchemaNode schema, JsonNode body) {
  /** Returns the response of an exchange; empty when it is undocumented or no JSON. */
  public static Optional<JsonResponse> of(ContractValidator validator, RecordedExchange exchange) {
    JsonNode body = JsonBody.parse(exchange.responseBody());
    return operation(validator.document(), exchange)
        .filter(operation -> !body.isMissingNode())
        .flatMap(
            operation ->
                operation
                    .response(exchange.status())
                    .map(
                        it ->
                            new JsonResponse(
                                operation, schema(validator, it, exchange.status(), body), body)));
  }

  /** Returns the operation of an exchange; empty when the document has none. */
  public static Optional<Operation> operation(Document document, RecordedExchange exchange) {
    return exchange.url().flatMap(url -> document.match(exchange.method(), url.pathSegments()));
  }

  private static SchemaNode schema(
      ContractValidator validator, SchemaNode response, int status, JsonNode body) {
    SchemaNode schema = response.child("content").child("application/json").child("schema");
    return validator.envelope().of(schema, body).expected(schema, status);
  }
}
