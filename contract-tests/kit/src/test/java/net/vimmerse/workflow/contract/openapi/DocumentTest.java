package net.vimmerse.workflow.contract.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
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
              discriminator: {propertyName: kind, mapping: {essay: '#/components/schemas/Essay'}}
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
  void the_document_of_this_build_can_be_read() {
    assertThat(new String(Document.bundledBytes(), UTF_8)).contains("openapi: 3.0.");
    assertThat(Document.bundled().operations()).isNotEmpty();
  }

  @Test
  void what_is_no_readable_document_of_openapi_3_0_is_rejected() {
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
  void operations_come_in_order_and_are_called_by_method_and_path_if_they_have_no_id() {
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
  void a_request_is_meant_for_the_operation_whose_path_fits_and_whose_method_is_its_own() {
    OperationMatch page =
        document.match("get", List.of("books", "a/b", "pages", "7")).orElseThrow();

    assertThat(page.operation().id()).isEqualTo("readPage");
    assertThat(page.pathParameters()).isEqualTo(Map.of("id", "a/b", "page", "7"));
    assertThat(match("DELETE", "books", "1")).isEqualTo("DELETE /books/{id}");
    assertThat(match("GET", "books", "1", "best")).isEqualTo("readBest");
    assertThat(match("PUT", "books", "1")).isEqualTo("none");
    assertThat(match("GET", "books")).isEqualTo("none");
    assertThat(match("GET", "books", "1", "worst")).isEqualTo("none");
    assertThat(match("GET", "books", "")).isEqualTo("none");
  }

  @Test
  void a_literal_segment_comes_before_a_parameter_even_if_the_method_is_the_others() {
    assertThat(match("GET", "books", "lent")).isEqualTo("listLent");
    assertThat(match("DELETE", "books", "lent")).isEqualTo("none");
    assertThat(document.methods(List.of("books", "lent"))).containsExactly("GET");
    assertThat(document.methods(List.of("books", "1"))).containsExactlyInAnyOrder("GET", "DELETE");
    assertThat(document.methods(List.of("films"))).isEmpty();
  }

  private String match(String method, String... segments) {
    return document.match(method, List.of(segments)).map(it -> it.operation().id()).orElse("none");
  }

  @Test
  void a_parameter_fills_its_segment() {
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
  void a_location_is_found_by_its_pointer_and_a_component_by_its_name() {
    SchemaNode essay = document.component("schemas", "Essay");

    assertThat(essay).hasToString("/components/schemas/Essay");
    assertThat(document.at("/components/schemas/Poem/allOf/0").pointer())
        .isEqualTo(essay.pointer());
    assertThat(document.at("/components/schemas/Novel").exists()).isFalse();
    assertThat(document.securitySchemes()).extracting(SchemaNode::name).containsExactly("key");
  }

  @Test
  void what_is_referred_to_by_schemas_and_by_mappings_is_known() {
    assertThat(creating("post", CREATION).references())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("/components/schemas/Essay");
    assertThat(document.references())
        .extracting(Object::toString)
        .containsExactly("/components/schemas/Essay");
    assertThat(Fixtures.document("a: {discriminator: {mapping: {poem: '#/b'}}}").references())
        .extracting(Object::toString)
        .containsExactly("/b");
  }

  @Test
  void creation_is_the_one_operation_whose_body_has_a_discriminator() {
    String other = "requestBody: {content: {application/json: {schema: {type: object}}}}\n";
    Document creating = creating("put", other, "post", CREATION);

    assertThat(creating.creation().method()).isEqualTo("POST");
    assertThat(creating.creationSchema().child("oneOf").items()).hasSize(1);
    assertThat(creating.templates()).extracting(TemplateSchema::id).containsExactly("essay");
  }

  @Test
  void a_document_without_a_creation_or_with_two_is_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(document::creation)
        .withMessageEndingWith("discriminator, not []");
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
