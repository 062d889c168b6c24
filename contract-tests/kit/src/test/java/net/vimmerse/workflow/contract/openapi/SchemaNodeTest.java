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
  void the_name_of_a_node_is_the_last_segment_of_its_pointer() {
    assertThat(root.name()).isEmpty();
    assertThat(root.child("shelf").name()).isEqualTo("shelf");
    assertThat(root.child("shelf").child("books")).hasToString("/shelf/books");
  }

  @Test
  void a_reference_is_replaced_by_its_target() {
    SchemaNode first = root.child("named").child("first");

    assertThat(root.child("shelf").child("a/b").pointer()).isEqualTo(first.pointer());
    assertThat(root.child("shelf").child("books").items().get(1).pointer())
        .isEqualTo(first.pointer());
    assertThat(root.child("slash").pointer()).isEqualTo(first.pointer());
    assertThat(root.child("encoded").text("title")).contains("Spaced");
    assertThat(root.child("plus").text("title")).contains("Sum");
  }

  @Test
  void dangling_external_and_circular_references_are_rejected() {
    assertThatThrownBy(() -> root.child("nowhere"))
        .hasMessageContaining("cannot be resolved: #/named/none");
    assertThatThrownBy(() -> root.child("elsewhere"))
        .hasMessage("Not a reference within the document: other.yaml#/named/first");
    assertThatThrownBy(() -> root.child("loop")).hasMessageContaining("/loop is circular");
  }

  @Test
  void a_chain_of_references_is_followed_to_its_end() {
    StringBuilder chain = new StringBuilder("link0: {title: End}\n");
    for (int link = 1; link <= 33; link++) {
      chain.append("link%d: {$ref: '#/link%d'}%n".formatted(link, link - 1));
    }
    SchemaNode links = Fixtures.document(chain.toString()).root();

    assertThat(links.child("link32").text("title")).contains("End");
    assertThatThrownBy(() -> links.child("link33")).hasMessageContaining("circular");
  }

  @Test
  void everything_below_a_missing_node_is_missing() {
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
  void properties_and_items_keep_the_order_of_the_document() {
    assertThat(root.child("named").children().keySet())
        .containsExactly("first", "second", "with space", "a+b");
    assertThat(root.child("shelf").child("books").items())
        .extracting(SchemaNode::toString)
        .containsExactly("/shelf/books/0", "/named/first");
    assertThat(root.child("named").items()).isEmpty();
    assertThat(root.child("shelf").child("books").children()).isEmpty();
  }

  @Test
  void text_returns_strings_only() {
    assertThat(root.child("named").child("first").text("title")).contains("First");
    assertThat(root.child("named").child("first").text("pages")).isEmpty();
  }

  @Test
  void a_keyword_is_the_schemas_own_or_that_of_the_first_part_that_has_it() {
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
