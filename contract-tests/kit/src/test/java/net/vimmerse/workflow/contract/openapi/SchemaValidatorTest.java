package net.vimmerse.workflow.contract.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import net.vimmerse.workflow.contract.Fixtures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class SchemaValidatorTest {
  private final Document document =
      Fixtures.document(
          """
          paths:
            /books/{id}:
              get: {responses: {'200': {content: {'a/b': {schema: {type: integer}}}}}}
          components:
            schemas:
              Pages: {type: integer, minimum: 1}
              Book:
                type: object
                required: [title]
                additionalProperties: false
                properties:
                  title: {type: string}
                  pages: {$ref: '#/components/schemas/Pages'}
              Text:
                x-discriminator: kind
                oneOf:
                  - {type: object, properties: {kind: {enum: [essay]}, words: {type: integer}}}
                  - {type: object, required: [kind], properties: {kind: {enum: [poem]}, verses: {type: integer}}}
                  - {type: object, required: [kind], properties: {kind: {enum: [poem, ode]}}}
              Tagged:
                x-discriminator: kind
                oneOf:
                  - {type: object, required: [kind], properties: {kind: {enum: [map]}}}
                  - {type: object, required: [kind], properties: {kind: {enum: [atlas]}}}
              Twins:
                x-discriminator: kind
                oneOf:
                  - {type: object, required: [kind, left], properties: {kind: {enum: [twin]}, left: {}}}
                  - {type: object, required: [kind, right], properties: {kind: {enum: [twin]}, right: {}}}
              Map: {type: object, required: [kind], properties: {kind: {enum: [map]}}}
              Atlas: {type: object, required: [kind], properties: {kind: {enum: [atlas]}}}
              Shelf:
                type: object
                properties:
                  text:
                    x-discriminator: kind
                    oneOf: [{$ref: '#/components/schemas/Map'}, {$ref: '#/components/schemas/Atlas'}]
              Nameless:
                oneOf: [{type: object}]
          """);

  @Test
  void an_error_names_value_keyword_and_expectation() {
    assertThat(schemaErrors("Book", "{title: 1}")).containsExactly("/title type");
    assertThat(schemaErrors("Book", "{}")).containsExactly("/title required");
    assertThat(schemaErrors("Book", "{title: a, isbn: 1}"))
        .containsExactly("/isbn additionalProperties");
    assertThat(schemaErrors("Book", "{title: a, pages: 0}")).containsExactly("/pages minimum");
    assertThat(schemaErrors("Book", "{title: a, pages: 1}")).isEmpty();
    assertThat(schemaErrors("Pages", "many")).containsExactly(" type");
  }

  @Test
  void a_violation_reads_as_a_sentence() {
    assertThat(validate("Book", "{title: 1}").toString())
        .startsWith("[/title: ")
        .contains("string");
    assertThat(validate("Pages", "many").toString()).startsWith("[the value: ").contains("integer");
  }

  @Test
  void without_a_schema_any_value_is_valid() {
    assertThat(document.validate(document.at("/nowhere"), Fixtures.value("1"))).isEmpty();
  }

  @Test
  void schemas_anywhere_in_the_document_can_be_used() {
    SchemaNode schema = document.at("/paths/~1books~1{id}/get/responses/200/content/a~1b/schema");

    assertThat(document.validate(schema, Fixtures.value("1"))).isEmpty();
    assertThat(document.validate(schema, Fixtures.value("one"))).hasSize(1);
  }

  @Test
  void a_value_is_validated_against_the_selected_branch_only() {
    assertThat(schemaErrors("Tagged", "{kind: map}")).isEmpty();
    assertThat(schemaErrors("Text", "{kind: poem, verses: many}")).containsExactly("/verses type");
    assertThat(schemaErrors("Text", "{kind: essay, verses: many}")).isEmpty();
  }

  @Test
  void a_value_without_the_property_selects_the_default_branch() {
    assertThat(schemaErrors("Text", "{words: many}")).containsExactly("/words type");
    assertThat(schemaErrors("Text", "{words: 1}")).isEmpty();
  }

  @Test
  void a_value_that_selects_no_branch_is_one_error() {
    assertThat(validate("Tagged", "{kind: globe}"))
        .containsExactly(
            new SchemaError(at("/kind"), "enum", "\"globe\" is not one of: map, atlas"));
    assertThat(validate("Tagged", "{kind: 7}"))
        .containsExactly(new SchemaError(at("/kind"), "enum", "7 is not one of: map, atlas"));
    assertThat(validate("Tagged", "{}"))
        .containsExactly(
            new SchemaError(at("/kind"), "required", "is required: every branch requires it"));
  }

  @Test
  void a_value_that_selects_several_branches_is_validated_against_all() {
    assertThat(schemaErrors("Twins", "{kind: twin, left: 1}")).isEmpty();
    assertThat(schemaErrors("Twins", "{kind: twin, left: 1, right: 1}")).containsExactly(" oneOf");
    assertThat(schemaErrors("Tagged", "[]")).isNotEmpty().noneMatch(it -> it.startsWith("/kind"));
  }

  @Test
  void a_nested_oneOf_asserts_all_its_branches() {
    assertThat(schemaErrors("Shelf", "{text: {kind: atlas}}")).isEmpty();
    assertThat(schemaErrors("Shelf", "{text: {kind: globe}}"))
        .containsExactlyInAnyOrder("/text/kind enum", "/text/kind enum", "/text oneOf");
    assertThat(schemaErrors("Shelf", "{text: {}}")).contains("/text oneOf");
  }

  @Test
  void branches_have_their_discriminator_values() {
    Discriminator branches = Discriminator.of(schema("Text"));

    assertThat(branches.property()).isEqualTo("kind");
    assertThat(branches.branches()).extracting(SchemaNode::name).containsExactly("0", "1", "2");
    assertThat(branches.branches())
        .extracting(it -> branches.onlyValue(it).orElse("none"))
        .containsExactly("essay", "poem", "none");
    assertThat(branches.branches())
        .extracting(branches::isDefault)
        .containsExactly(true, false, false);
  }

  @Test
  void a_discriminator_needs_a_name_and_knows_only_its_branches() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discriminator.of(schema("Nameless")))
        .withMessage("/components/schemas/Nameless needs an x-discriminator");
    assertThatNullPointerException()
        .isThrownBy(() -> Discriminator.of(schema("Text")).onlyValue(schema("Book")))
        .withMessage("not one of the branches");
  }

  private List<String> schemaErrors(String schema, String value) {
    return validate(schema, value).stream().map(it -> it.pointer() + " " + it.keyword()).toList();
  }

  private List<SchemaError> validate(String schema, String value) {
    return document.validate(schema(schema), Fixtures.value(value));
  }

  private SchemaNode schema(String name) {
    return document.component("schemas", name);
  }

  private static JsonPointer at(String pointer) {
    return JsonPointer.compile(pointer);
  }
}
