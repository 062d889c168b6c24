package net.vimmerse.workflow.contract.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.vimmerse.workflow.contract.Fixtures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class TemplateOperationsTest {
  private static final Document LIBRARY =
      Fixtures.document(
          """
          paths:
            /texts:
              post:
                operationId: createText
                requestBody:
                  content:
                    application/json:
                      schema:
                        x-discriminator: kind
                        oneOf:
                          - {required: [kind], properties: {kind: {enum: [essay]}}}
                          - {properties: {kind: {enum: [poem]}}}
                responses:
                  '404': {content: {application/json: {schema: {type: string}}}}
                  '201': {content: {application/json: {schema: {type: object}}}}
            /kinds:
              get:
                operationId: listKinds
                responses:
                  '200':
                    content:
                      application/json:
                        schema:
                          required: [data]
                          properties: {data: {items: {properties: {kind: {}, label: {}}}}}
            /authors:
              get:
                operationId: listAuthors
                responses:
                  '200': {content: {application/json: {schema: {items: {properties: {name: {}}}}}}}
            /texts/{id}:
              delete:
                operationId: deleteText
                responses: {'204': {}}
          """);

  @Test
  void the_discriminator_of_the_create_body_selects_the_template() {
    assertThat(LIBRARY.templateProperty()).isEqualTo("kind");
    assertThat(templateOf("{kind: essay}")).isEqualTo("essay");
    assertThat(templateOf("{kind: poem}")).isEqualTo("poem");
    assertThat(templateOf("{kind: novel}")).isEqualTo("none");
  }

  @Test
  void a_body_without_a_template_id_selects_the_default_template() {
    assertThat(templateOf("{}")).isEqualTo("poem");
    assertThat(templateOf("{kind: 7}")).isEqualTo("poem");
  }

  @Test
  void a_document_without_a_discriminator_has_no_template_property() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fixtures.document("paths: {}").templateProperty());
  }

  @Test
  void the_template_list_is_an_array_whose_items_have_the_template_property() {
    assertThat(LIBRARY.operations())
        .filteredOn(LIBRARY::listsTemplates)
        .extracting(Operation::id)
        .containsExactly("listKinds");
  }

  @Test
  void the_result_of_an_operation_is_its_first_success_without_the_envelope() {
    assertThat(result("createText"))
        .isEqualTo("/paths/~1texts/post/responses/201/content/application~1json/schema");
    assertThat(result("listKinds")).endsWith("/schema/properties/data");
    assertThat(result("listAuthors")).endsWith("/schema");
  }

  @Test
  void an_operation_without_a_response_body_has_no_result() {
    assertThat(LIBRARY.operation("deleteText").resultSchema().exists()).isFalse();
  }

  private static String templateOf(String body) {
    return LIBRARY.templateOf(Fixtures.value(body)).map(TemplateSchema::id).orElse("none");
  }

  private static String result(String operation) {
    return LIBRARY.operation(operation).resultSchema().toString();
  }
}
