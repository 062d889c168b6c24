package net.vimmerse.workflow.contract.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.vimmerse.workflow.contract.Fixtures;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class ExampleExchangesTest {
  private static final Document DOCUMENT =
      Fixtures.document(
          """
          paths:
            /books:
              get:
                operationId: list
                responses: {'200': {content: {application/json: {example: []}}}}
            /shelves/{shelf}/books/{book}:
              parameters: [{name: shelf, in: path, example: a b}]
              put:
                operationId: put
                parameters:
                  - {name: book, in: path, example: 7}
                  - {name: later, in: query}
                requestBody:
                  content:
                    application/json: {examples: {short: {value: {title: A}}, long: {value: {title: B}}}}
                responses:
                  '200':
                    headers: {Pages: {example: 9}, Mood: {schema: {type: string}}}
                    content:
                      application/json:
                        schema: {type: object, required: [data], properties: {data: {type: object}}}
                        examples: {one: {value: {data: {id: 1}}}, two: {value: {data: {id: 2}}}}
                  '404':
                    content:
                      application/json:
                        schema: {type: object, required: [data], properties: {data: {type: object}}}
                        example: {data: {gone: true}}
                  4XX: {content: {application/json: {example: {}}}}
                  default: {content: {application/json: {example: {}}}}
          components:
            securitySchemes:
              key: {type: apiKey, in: header, name: Library-Card}
              token: {type: http, scheme: bearer}
          """);

  @Test
  void there_is_one_exchange_for_each_response_example_with_a_single_status() {
    assertThat(ExampleExchanges.of(DOCUMENT, Envelope.DATA))
        .extracting(it -> it + " " + it.responseBody().utf8())
        .containsExactly(
            "GET /books -> 200 []",
            "PUT /shelves/a%20b/books/7 -> 200 {\"data\":{\"id\":1}}",
            "PUT /shelves/a%20b/books/7 -> 200 {\"data\":{\"id\":2}}",
            "PUT /shelves/a%20b/books/7 -> 404 {\"data\":{\"gone\":true}}");
  }

  @Test
  void an_exchange_has_the_first_request_example_a_key_and_the_example_headers() {
    RecordedExchange put = put(Envelope.DATA).get(0);
    RecordedExchange list = ExampleExchanges.of(DOCUMENT, Envelope.DATA).get(0);

    assertThat(put.requestBody().utf8()).isEqualTo("{\"title\":\"A\"}");
    assertThat(put.requestHeaders())
        .isEqualTo(Headers.of("Library-Card", "sample-key", "Content-Type", "application/json"));
    assertThat(put.responseHeaders())
        .isEqualTo(Headers.of("Content-Type", "application/json", "Pages", "9"));
    assertThat(list.requestBody()).isEqualTo(ByteString.EMPTY);
    assertThat(list.requestHeaders()).isEqualTo(Headers.of("Library-Card", "sample-key"));
  }

  @Test
  void the_bare_form_of_a_success_is_the_content_of_its_envelope() {
    assertThat(put(Envelope.NONE))
        .extracting(it -> it.responseBody().utf8())
        .containsExactly("{\"id\":1}", "{\"id\":2}", "{\"data\":{\"gone\":true}}");
    assertThat(ExampleExchanges.of(DOCUMENT, Envelope.NONE).get(0).responseBody().utf8())
        .isEqualTo("[]");
  }

  @Test
  void an_operation_whose_parameter_or_body_has_no_example_is_rejected() {
    String response = "responses: {'200': {content: {application/json: {example: 1}}}}";
    for (String lacking :
        List.of(
            "'/books': {post: {requestBody: {content: {application/json: {}}}, " + response + "}}",
            "'/books/{id}': {post: {parameters: [{name: id, in: path}], " + response + "}}")) {
      Document document = Fixtures.document("paths: {" + lacking + "}");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> ExampleExchanges.of(document, Envelope.DATA))
          .withMessageEndingWith(" lacks an example of a parameter or body");
    }
  }

  private static List<RecordedExchange> put(Envelope envelope) {
    return ExampleExchanges.of(DOCUMENT, envelope, DOCUMENT.operation("put"));
  }
}
