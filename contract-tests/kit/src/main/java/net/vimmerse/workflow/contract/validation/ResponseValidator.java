package net.vimmerse.workflow.contract.validation;

import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.ParameterParser;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.validation.Violation.Kind;
import okhttp3.Headers;

/** Validates a response. */
record ResponseValidator(
    Document document, Operation operation, Envelope envelope, ViolationCollector violations) {

  void validate(RecordedExchange exchange) {
    Optional<SchemaNode> response = operation.response(exchange.status());
    if (response.isEmpty()) {
      List<String> known = List.copyOf(operation.node().child("responses").children().keySet());
      violations.add(Kind.UNKNOWN_STATUS, "", "the status must be one of " + known);
      return;
    }
    headers(response.get(), exchange.responseHeaders());
    new BodyValidator(document, violations)
        .validate(
            response.get(),
            exchange.responseHeaders(),
            exchange.responseBody(),
            schema -> form(schema, exchange).expected(schema, exchange.status()));
  }

  private Envelope form(SchemaNode schema, RecordedExchange exchange) {
    return envelope.of(schema, JsonBody.parse(exchange.responseBody()));
  }

  private void headers(SchemaNode response, Headers headers) {
    response
        .child("headers")
        .children()
        .forEach(
            (name, header) -> {
              List<String> values = headers.values(name);
              if (!values.isEmpty()) {
                SchemaNode schema = header.child("schema");
                document
                    .validate(schema, ParameterParser.read(schema, values))
                    .forEach(it -> violations.add(Kind.INVALID_HEADER, name, it.message()));
              } else if (header.value().path("required").asBoolean()) {
                violations.add(Kind.MISSING_HEADER, name, "is required");
              }
            });
  }
}
