package net.vimmerse.workflow.contract.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.openapi.ExampleCollector;
import net.vimmerse.workflow.contract.openapi.Operation;

/**
 * The code of an error, by which programs tell errors of one status apart. Schemas leave it open;
 * which one an operation gives with a status is told by the examples of that answer alone.
 */
public final class ErrorCodeCheck {
  private static final String CODE = "code";
  private static final int ERRORS = 400;

  private ErrorCodeCheck() {}

  /**
   * What is wrong with the code of an answer, for people; empty when it is one that the document
   * shows, when the document shows none, and when the answer is no error or has no code.
   */
  public static Optional<String> fault(ContractValidator judge, RecordedExchange exchange) {
    if (exchange.status() < ERRORS) {
      return Optional.empty();
    }
    return JsonResponse.of(judge, exchange)
        .filter(answer -> answer.body().path(CODE).isTextual())
        .flatMap(answer -> fault(shown(answer.operation(), exchange.status()), answer.body()));
  }

  private static Optional<String> fault(List<JsonNode> shown, JsonNode body) {
    JsonNode code = body.path(CODE);
    return shown.isEmpty() || shown.contains(code)
        ? Optional.empty()
        : Optional.of(
            "the error's code is %s, which is another error's or unknown; the document shows %s"
                .formatted(code, shown.size() == 1 ? shown.get(0) : shown));
  }

  /** The codes in the examples of an answer. */
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
