package net.vimmerse.workflow.contract.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.vimmerse.workflow.contract.Fixtures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class DocumentTest {
  private static final String CREATION =
      """
      requestBody:
        content:
          application/json:
            schema:
              x-discriminator: kind
              oneOf: [{$ref: '#/components/schemas/Essay'}]
      """;

  private final Document document =
      Fixtures.document(
          """
          paths:
            /books/{id}/pages/{page}:
              get: {operationId: readPage}
            /books/{id}:
              summary: One book.
              delete: {}
              get: {operationId: readBook}
            /books/lent:
              get: {operationId: listLent}
            /books/{shelf}/best:
              get: {operationId: readBest}
          components:
            securitySchemes:
              key: {type: apiKey, in: header, name: Library-Card}
            schemas:
              Essay: {type: object, required: [kind], properties: {kind: {enum: [essay]}}}
              Poem: {allOf: [{$ref: '#/components/schemas/Essay'}]}
          """);

  @Test
  void the_bundled_document_can_be_parsed() {
    assertThat(new String(Document.bundledBytes(), UTF_8)).contains("openapi: 3.0.");
    assertThat(Document.bundled().operations()).isNotEmpty();
  }

  @Test
  void every_reference_can_be_checked() {
    String start = "openapi: 3.0.3\ncomponents:\n  schemas:\n    A: {type: string}\n    B: ";
    Document.of((start + "{oneOf: [{$ref: '#/components/schemas/A'}]}").getBytes(UTF_8))
        .checkReferences();
    for (String faulty :
        List.of(
            "{oneOf: [{type: string}, {$ref: '#/components/schemas/C'}]}",
            "{$ref: '#/components/schemas/B'}",
            "{properties: {x: {$ref: 'other.yaml#/A'}}}")) {
      Document document = Document.of((start + faulty).getBytes(UTF_8));

      assertThatIllegalArgumentException()
          .as(faulty)
          .isThrownBy(document::checkReferences)
          .withMessageMatching(".*(/components/schemas/B(/oneOf/1)? |other.yaml).*");
    }
  }

  @Test
  void templates_that_are_marked_as_removed_are_not_listed() {
    Document library =
        Fixtures.document(
            """
            paths:
              /works:
                post:
                  requestBody:
                    content:
                      application/json:
                        schema:
                          x-discriminator: kind
                          oneOf:
                          - {properties: {kind: {enum: [essay]}}}
                          - properties: {kind: {enum: [poem]}}
                            x-template: {removed: '2026-01-31'}
            """);

    assertThat(library.templates()).hasToString("[essay, poem]");
    assertThat(library.listedTemplates()).hasToString("[essay]");
  }

  @Test
  void anything_but_an_openapi_3_0_document_is_rejected() {
    for (String text : List.of("{", "openapi: 3.0.3\nopenapi: 3.0.3")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Document.of(text.getBytes(UTF_8)))
          .withMessageStartingWith("Cannot parse the document: ");
    }
    for (String text : List.of("openapi: 3.1.0", "swagger: '2.0'")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Document.of(text.getBytes(UTF_8)))
          .withMessageStartingWith("Not an OpenAPI 3.0 document: ");
    }
  }

  @Test
  void operations_keep_their_order_and_without_an_id_are_named_by_method_and_path() {
    assertThat(document.operations())
        .extracting(Operation::toString)
        .containsExactly("readPage", "DELETE /books/{id}", "readBook", "listLent", "readBest");
    assertThat(document.operation("readBook").method()).isEqualTo("GET");
    assertThat(document.operation("readBook").path()).isEqualTo("/books/{id}");
    assertThat(document.operation("readBook").pathItem().text("summary")).contains("One book.");
    assertThat(document.operation("readBook").node().text("operationId")).contains("readBook");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> document.operation("burnBook"))
        .withMessage("No operation burnBook");
  }

  @Test
  void a_request_matches_the_operation_with_its_path_and_method() {
    assertThat(match("get", "books", "a/b", "pages", "7")).isEqualTo("readPage");
    assertThat(match("DELETE", "books", "1")).isEqualTo("DELETE /books/{id}");
    assertThat(match("GET", "books", "1", "best")).isEqualTo("readBest");
    assertThat(match("PUT", "books", "1")).isEqualTo("none");
    assertThat(match("GET", "books")).isEqualTo("none");
    assertThat(match("GET", "books", "1", "worst")).isEqualTo("none");
    assertThat(match("GET", "books", "")).isEqualTo("none");
  }

  @Test
  void a_literal_segment_precedes_a_parameter_whatever_the_method() {
    assertThat(match("GET", "books", "lent")).isEqualTo("listLent");
    assertThat(match("DELETE", "books", "lent")).isEqualTo("none");
    assertThat(document.methods(List.of("books", "lent"))).containsExactly("GET");
    assertThat(document.methods(List.of("books", "1"))).containsExactlyInAnyOrder("GET", "DELETE");
    assertThat(document.methods(List.of("films"))).isEmpty();
  }

  private String match(String method, String... segments) {
    return document.match(method, List.of(segments)).map(Operation::id).orElse("none");
  }

  @Test
  void a_parameter_must_be_a_whole_segment() {
    for (String path : List.of("/books/{id}.pdf", "/books/no-{id}")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Fixtures.document("paths: {'" + path + "': {}}"))
          .withMessage("A parameter must be a whole path segment: " + path);
    }
  }

  @Test
  void paths_that_share_the_first_segment_are_claimed() {
    assertThat(document.claims(List.of("books", "anything", "else"))).isTrue();
    assertThat(document.claims(List.of("films"))).isFalse();
  }

  @Test
  void nodes_are_found_by_pointer_and_components_by_name() {
    SchemaNode essay = document.component("schemas", "Essay");

    assertThat(essay).hasToString("/components/schemas/Essay");
    assertThat(document.at("/components/schemas/Poem/allOf/0").pointer())
        .isEqualTo(essay.pointer());
    assertThat(document.at("/components/schemas/Novel").exists()).isFalse();
    assertThat(document.securitySchemes()).extracting(SchemaNode::name).containsExactly("key");
  }

  @Test
  void the_create_operation_is_the_one_whose_body_has_an_x_discriminator() {
    String other = "requestBody: {content: {application/json: {schema: {type: object}}}}\n";
    Document creating = creating("put", other, "post", CREATION);

    assertThat(creating.creation().method()).isEqualTo("POST");
    assertThat(creating.creationSchema().child("oneOf").items()).hasSize(1);
    assertThat(creating.templates()).extracting(TemplateSchema::id).containsExactly("essay");
  }

  @Test
  void a_document_must_have_exactly_one_create_operation() {
    assertThatIllegalArgumentException()
        .isThrownBy(document::creation)
        .withMessageEndingWith("x-discriminator, not []");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> creating("post", CREATION, "put", CREATION).creation())
        .withMessageEndingWith("not [POST /essays, PUT /essays]");
  }

  private static Document creating(String... methodsAndOperations) {
    StringBuilder yaml = new StringBuilder("paths:\n  /essays:\n");
    for (int i = 0; i < methodsAndOperations.length; i += 2) {
      yaml.append("    ").append(methodsAndOperations[i]).append(":\n");
      yaml.append(methodsAndOperations[i + 1].indent(6));
    }
    return Fixtures.document(
        yaml
            + "components: {schemas: {Essay: {type: object, required: [kind],"
            + " properties: {kind: {enum: [essay]}}}}}\n");
  }
}
