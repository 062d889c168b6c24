package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import net.vimmerse.workflow.contract.openapi.Document;

/**
 * The document with one small change.
 *
 * @param kind what is done, such as {@code drop a property}
 * @param site where, for people; unique within the kind
 * @param original the tree of the document, never changed
 * @param at the node that is edited
 * @param edit the change, of a copy
 */
record DocumentMutant(
    String kind, String site, ObjectNode original, JsonPointer at, Consumer<ObjectNode> edit) {

  /** Returns the unchanged document. */
  static DocumentMutant none(Document document) {
    ObjectNode tree = (ObjectNode) document.root().value();
    return new DocumentMutant("none", "", tree, JsonPointer.empty(), it -> {});
  }

  /** Returns the changed tree. */
  ObjectNode tree() {
    ObjectNode copy = original.deepCopy();
    edit.accept((ObjectNode) copy.at(at));
    return copy;
  }

  /**
   * The changed document.
   *
   * @throws IllegalArgumentException when it cannot be read any more
   */
  Document document() {
    return Document.of(tree());
  }

  @Override
  public String toString() {
    return kind + ": " + site;
  }
}
