package net.vimmerse.workflow.contract.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.vimmerse.workflow.contract.Fixtures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class ExampleCollectorTest {

  @Test
  void examples_and_defaults_of_schemas_are_found_at_every_depth() {
    assertThat(
            met(
                """
                components:
                  schemas:
                    Book:
                      example: 1
                      default: 2
                      properties: {title: {example: 3}, parts: {items: {default: 4}}}
                      allOf: [{example: 5}]
                      anyOf: [{example: 6}]
                      oneOf: [{example: 7}, {not: {example: 8}}]
                      additionalProperties: {example: 9}
                """))
        .containsExactly(
            "/components/schemas/Book/example = 1",
            "/components/schemas/Book/default = 2",
            "/components/schemas/Book/properties/title/example = 3",
            "/components/schemas/Book/properties/parts/items/default = 4",
            "/components/schemas/Book/allOf/0/example = 5",
            "/components/schemas/Book/anyOf/0/example = 6",
            "/components/schemas/Book/oneOf/0/example = 7",
            "/components/schemas/Book/oneOf/1/not/example = 8",
            "/components/schemas/Book/additionalProperties/example = 9");
  }

  @Test
  void each_example_is_found_once_even_with_circular_or_repeated_references() {
    assertThat(
            met(
                """
                components:
                  schemas:
                    Book: {example: 1, properties: {next: {$ref: '#/components/schemas/Book'}}}
                    Shelf: {items: {$ref: '#/components/schemas/Book'}, additionalProperties: true}
                """))
        .containsExactly("/components/schemas/Book/example = 1");
  }

  @Test
  void a_property_named_example_is_no_example() {
    assertThat(met("components: {schemas: {Book: {properties: {example: {default: 1}}}}}"))
        .containsExactly("/components/schemas/Book/properties/example/default = 1");
  }

  @Test
  void examples_of_unused_components_are_found() {
    assertThat(
            met(
                """
                components:
                  parameters: {page: {example: 1, schema: {default: 2}}}
                  headers: {Next: {example: 3}}
                  requestBodies: {Book: {content: {'a/b': {example: 4}}}}
                  responses:
                    Book:
                      headers: {Next: {example: 5}}
                      content: {'a/b': {examples: {short: {value: 6}, long: {value: 7}}}}
                """))
        .containsExactly(
            "/components/parameters/page/example = 1",
            "/components/parameters/page/schema/default = 2",
            "/components/headers/Next/example = 3",
            "/components/requestBodies/Book/content/a~1b/example = 4",
            "/components/responses/Book/headers/Next/example = 5",
            "/components/responses/Book/content/a~1b/examples/short/value = 6",
            "/components/responses/Book/content/a~1b/examples/long/value = 7");
  }

  @Test
  void examples_of_operations_and_callbacks_are_found() {
    assertThat(
            met(
                """
                paths:
                  /books:
                    parameters: [{example: 1}]
                    post:
                      parameters: [{example: 2}]
                      requestBody: {content: {'a/b': {example: 3}}}
                      responses: {'200': {headers: {Next: {example: 4}}, content: {'a/b': {example: 5}}}}
                      callbacks:
                        read: {'{$request.body#/url}': {post: {requestBody: {content: {'a/b': {example: 6}}}}}}
                """))
        .extracting(it -> it.replaceFirst(".* = ", ""))
        .containsExactly("1", "2", "3", "4", "5", "6");
  }

  @Test
  void an_example_has_the_schema_that_it_must_fit() {
    Document document =
        Fixtures.document(
            "components: {headers: {Next: {example: 1, schema: {type: integer, default: 2}}}}");

    assertThat(document.examples())
        .extracting(it -> it.schema().toString())
        .containsOnly("/components/headers/Next/schema");
    assertThat(document.examples()).hasSize(2);
    assertThat(ExampleCollector.shownBy(document.component("headers", "Next")))
        .extracting(Example::toString)
        .containsExactly("/components/headers/Next/example");
  }

  private static List<String> met(String yaml) {
    return Fixtures.document(yaml).examples().stream()
        .map(it -> it.node() + " = " + it.value())
        .toList();
  }
}
