package net.vimmerse.workflow.contract;

import java.util.List;
import java.util.Optional;
import net.vimmerse.workflow.contract.Finding.Kind;
import okhttp3.Headers;

/** What the document says of the answer to an operation. */
record ResponseRules(Document document, Operation operation, Envelope envelope, Findings findings) {

  void judge(Exchange exchange) {
    Optional<Place> response = operation.response(exchange.status());
    if (response.isEmpty()) {
      List<String> known = List.copyOf(operation.place().child("responses").children().keySet());
      findings.add(Kind.UNKNOWN_STATUS, "", "the status must be one of " + known);
      return;
    }
    headers(response.get(), exchange.responseHeaders());
    new BodyRules(document, findings)
        .judge(
            response.get(),
            exchange.responseHeaders(),
            exchange.responseBody(),
            schema -> envelope.expected(schema, exchange.status()));
  }

  private void headers(Place response, Headers headers) {
    response
        .child("headers")
        .children()
        .forEach(
            (name, header) -> {
              List<String> values = headers.values(name);
              if (!values.isEmpty()) {
                Place schema = header.child("schema");
                document
                    .validate(schema, Texts.read(schema, values))
                    .forEach(it -> findings.add(Kind.INVALID_HEADER, name, it.message()));
              } else if (header.value().path("required").asBoolean()) {
                findings.add(Kind.MISSING_HEADER, name, "must be there");
              }
            });
  }
}
