package net.vimmerse.workflow.contract.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.openapi.ExampleCollector;
import net.vimmerse.workflow.contract.openapi.Operation;

/**
 * Checks the code of an error, by which programs distinguish errors of one status. Schemas leave it
 * open; only the examples of a response tell which code belongs to a status.
 */
public final class ErrorCodeCheck {
  private static final String CODE = "code";
  private static final int ERRORS = 400;

  private ErrorCodeCheck() {}

  /**
   * Returns the mismatch of an error code; empty when the document shows this code or none, and
   * when the response is no error or has no code.
   */
  public static Optional<String> message(ContractValidator validator, RecordedExchange exchange) {
    if (exchange.status() < ERRORS) {
      return Optional.empty();
    }
    return JsonResponse.of(validator, exchange)
        .filter(response -> response.body().path(CODE).isTextual())
        .flatMap(
            response -> message(shown(response.operation(), exchange.status()), response.body()));
  }

  private static Optional<String> message(List<JsonNode> shown, JsonNode body) {
    JsonNode code = body.path(CODE);
    return shown.isEmpty() || shown.contains(code)
        ? Optional.empty()
        : Optional.of(
            "the error code is %s; the document shows %s"
                .formatted(code, shown.size() == 1 ? shown.get(0) : shown));
  }

  /** Returns the codes in the examples of a response. */
  private static List<JsonNode> shown(Operation operation, int status) {
    return operation.response(status).stream()
        .flatMap(it -> it.child("content").children().values().stream())
        .flatMap(it -> ExampleCollector.shownBy(it).stream())
        .map(it -> it.value().path(CODE))
        .filter(JsonNode::isTextual)
        .distinct()
        .toList();
  }
}
