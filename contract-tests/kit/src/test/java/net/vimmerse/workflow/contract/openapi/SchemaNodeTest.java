package net.vimmerse.workflow.contract.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import net.vimmerse.workflow.contract.Fixtures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("pit")
class SchemaNodeTest {
  private final SchemaNode root =
      Fixtures.document(
              """
              shelf:
                books: [one, {$ref: '#/named/first'}]
                a/b: {$ref: '#/named/second'}
              named:
                first: {title: First, pages: 1}
                second: {$ref: '#/named/first'}
                with space: {title: Spaced}
                a+b: {title: Sum}
              loop: {$ref: '#/loop'}
              nowhere: {$ref: '#/named/none'}
              elsewhere: {$ref: 'other.yaml#/named/first'}
              encoded: {$ref: '#/named/with%20space'}
              plus: {$ref: '#/named/a+b'}
              slash: {$ref: '#/shelf/a~1b'}
              """)
          .root();

  @Test
  void a_location_is_named_after_the_last_segment_of_its_pointer() {
    assertThat(root.name()).isEmpty();
    assertThat(root.child("shelf").name()).isEqualTo("shelf");
    assertThat(root.child("shelf").child("books")).hasToString("/shelf/books");
  }

  @Test
  void a_reference_stands_for_the_location_that_it_leads_to() {
    SchemaNode first = root.child("named").child("first");

    assertThat(root.child("shelf").child("a/b").pointer()).isEqualTo(first.pointer());
    assertThat(root.child("shelf").child("books").items().get(1).pointer())
        .isEqualTo(first.pointer());
    assertThat(root.child("slash").pointer()).isEqualTo(first.pointer());
    assertThat(root.child("encoded").text("title")).contains("Spaced");
    assertThat(root.child("plus").text("title")).contains("Sum");
  }

  @Test
  void a_reference_that_leads_nowhere_elsewhere_or_in_a_circle_is_rejected() {
    assertThatThrownBy(() -> root.child("nowhere"))
        .hasMessageContaining("cannot be resolved: #/named/none");
    assertThatThrownBy(() -> root.child("elsewhere"))
        .hasMessage("Not a reference within the document: other.yaml#/named/first");
    assertThatThrownBy(() -> root.child("loop")).hasMessageContaining("/loop is circular");
  }

  @Test
  void a_chain_of_references_is_followed_to_its_end_as_long_as_it_is_no_circle() {
    StringBuilder chain = new StringBuilder("link0: {title: End}\n");
    for (int link = 1; link <= 33; link++) {
      chain.append("link%d: {$ref: '#/link%d'}%n".formatted(link, link - 1));
    }
    SchemaNode links = Fixtures.document(chain.toString()).root();

    assertThat(links.child("link32").text("title")).contains("End");
    assertThatThrownBy(() -> links.child("link33")).hasMessageContaining("circular");
  }

  @Test
  void what_is_not_there_is_a_missing_location_and_so_is_everything_below_it() {
    SchemaNode missing = root.child("cellar");

    assertThat(root.child("shelf").exists()).isTrue();
    assertThat(missing.exists()).isFalse();
    assertThat(missing.child("books").exists()).isFalse();
    assertThat(missing.children()).isEmpty();
    assertThat(missing.items()).isEmpty();
    assertThat(missing.text("title")).isEmpty();
    assertThat(missing.keyword("title")).isEmpty();
  }

  @Test
  void properties_and_items_come_in_the_order_of_the_document() {
    assertThat(root.child("named").children().keySet())
        .containsExactly("first", "second", "with space", "a+b");
    assertThat(root.child("shelf").child("books").items())
        .extracting(SchemaNode::toString)
        .containsExactly("/shelf/books/0", "/named/first");
    assertThat(root.child("named").items()).isEmpty();
    assertThat(root.child("shelf").child("books").children()).isEmpty();
  }

  @Test
  void a_number_is_no_text() {
    assertThat(root.child("named").child("first").text("title")).contains("First");
    assertThat(root.child("named").child("first").text("pages")).isEmpty();
  }

  @Test
  void a_keyword_is_the_schemas_own_or_else_that_of_the_first_part_that_has_it() {
    SchemaNode schemas =
        Fixtures.document(
                """
                own: {default: 1, allOf: [{default: 2}]}
                parts: {allOf: [{title: None}, {allOf: [{default: 3}]}, {default: 4}]}
                """)
            .root();

    assertThat(schemas.child("own").keyword("default")).contains(IntNode.valueOf(1));
    assertThat(schemas.child("parts").keyword("default")).contains(IntNode.valueOf(3));
    assertThat(schemas.child("parts").keyword("enum")).isEmpty();
  }
}
