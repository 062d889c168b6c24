package net.vimmerse.workflow.contract.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Example;
import net.vimmerse.workflow.contract.openapi.ExampleCollector;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.Parameter;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import okhttp3.Headers;
import okio.ByteString;

/** Combines the examples of a document into valid exchanges. */
public final class ExampleExchanges {
  private static final String JSON = "application/json";

  private ExampleExchanges() {}

  /**
   * Returns one exchange for each example of a response, with the first example of the operation's
   * request. Responses for a range of statuses are left out.
   *
   * @param envelope the form of the responses
   * @throws IllegalArgumentException when a path parameter or a required body has no example
   */
  public static List<RecordedExchange> of(Document document, Envelope envelope) {
    return document.operations().stream()
        .flatMap(operation -> of(document, envelope, operation).stream())
        .toList();
  }

  /** Returns the exchanges of one operation. */
  public static List<RecordedExchange> of(
      Document document, Envelope envelope, Operation operation) {
    List<RecordedExchange> exchanges = new ArrayList<>();
    operation
        .node()
        .child("responses")
        .children()
        .forEach(
            (status, response) -> {
              if (status.matches("\\d{3}")) {
                exchanges.addAll(
                    responses(document, envelope, operation, Integer.parseInt(status), response));
              }
            });
    return exchanges;
  }

  private static List<RecordedExchange> responses(
      Document document, Envelope envelope, Operation operation, int status, SchemaNode response) {
    SchemaNode content = response.child("content").child(JSON);
    Headers.Builder headers = new Headers.Builder().set("Content-Type", JSON);
    response
        .child("headers")
        .children()
        .forEach(
            (name, header) -> shown(header).ifPresent(value -> headers.set(name, value.asText())));
    List<RecordedExchange> exchanges = new ArrayList<>();
    for (Example example : ExampleCollector.shownBy(content)) {
      JsonNode value = example.value();
      if (envelope == Envelope.NONE && status == 200) {
        JsonNode enveloped = value;
        value = Envelope.property(example.schema()).map(enveloped::get).orElse(enveloped);
      }
      exchanges.add(
          request(document, operation)
              .withStatus(status)
              .withResponseHeaders(headers.build())
              .withResponseBody(ByteString.encodeUtf8(value.toString())));
    }
    return exchanges;
  }

  private static RecordedExchange request(Document document, Operation operation) {
    Headers.Builder headers = new Headers.Builder();
    for (SchemaNode scheme : document.securitySchemes()) {
      scheme.text("name").ifPresent(name -> headers.set(name, "sample-key"));
    }
    ByteString body = ByteString.EMPTY;
    Map<String, SchemaNode> contents =
        operation.node().child("requestBody").child("content").children();
    if (contents.containsKey(JSON)) {
      headers.set("Content-Type", JSON);
      body = ByteString.encodeUtf8(require(shown(contents.get(JSON)), operation).toString());
    }
    return new RecordedExchange(
        operation.method(),
        target(operation),
        headers.build(),
        body,
        200,
        Headers.EMPTY,
        ByteString.EMPTY);
  }

  private static String target(Operation operation) {
    String path = operation.path();
    for (Parameter parameter : Parameter.of(operation)) {
      String inPath = "{" + parameter.name() + "}";
      if (path.contains(inPath)) {
        String value = require(shown(parameter.node()), operation).asText();
        path = path.replace(inPath, Operation.encodeSegment(value));
      }
    }
    return path;
  }

  private static Optional<JsonNode> shown(SchemaNode holder) {
    return ExampleCollector.shownBy(holder).stream().findFirst().map(Example::value);
  }

  private static JsonNode require(Optional<JsonNode> example, Operation operation) {
    return example.orElseThrow(
        () ->
            new IllegalArgumentException(
                operation.id() + " lacks an example of a parameter or body"));
  }
}
