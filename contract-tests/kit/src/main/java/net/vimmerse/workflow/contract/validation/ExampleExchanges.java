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
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/** Puts the examples of a document together into exchanges that are as they should be. */
public final class ExampleExchanges {
  private static final String JSON = "application/json";

  private ExampleExchanges() {}

  /**
   * One exchange for each example of a response to each operation, with the first example of the
   * operation's request. Responses that have a range of statuses are left out.
   *
   * @param envelope the form of the answers
   * @throws IllegalArgumentException when a path parameter or a required body has no example
   */
  public static List<RecordedExchange> of(Document document, Envelope envelope) {
    return document.operations().stream()
        .flatMap(operation -> of(document, envelope, operation).stream())
        .toList();
  }

  /** The same for one operation. */
  public static List<RecordedExchange> of(
      Document document, Envelope envelope, Operation operation) {
    List<RecordedExchange> exchanges = new ArrayList<>();
    operation
        .place()
        .child("responses")
        .children()
        .forEach(
            (status, response) -> {
              if (status.matches("\\d{3}")) {
                exchanges.addAll(
                    answers(document, envelope, operation, Integer.parseInt(status), response));
              }
            });
    return exchanges;
  }

  private static List<RecordedExchange> answers(
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
        value = Envelope.member(example.schema()).map(enveloped::get).orElse(enveloped);
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
        operation.place().child("requestBody").child("content").children();
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
    List<SchemaNode> parameters = new ArrayList<>(operation.pathItem().child("parameters").items());
    parameters.addAll(operation.place().child("parameters").items());
    String path = operation.path();
    for (SchemaNode parameter : parameters) {
      String inPath = "{" + parameter.text("name").orElse("") + "}";
      if (path.contains(inPath)) {
        String value = require(shown(parameter), operation).asText();
        String segment =
            new HttpUrl.Builder()
                .scheme("http")
                .host("h")
                .addPathSegment(value)
                .build()
                .encodedPath();
        path = path.replace(inPath, segment.substring(1));
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
