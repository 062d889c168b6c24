package net.vimmerse.workflow.contract.openapi;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of the document and its location.
 *
 * <p>References are resolved on the way: the pointer is that of the node itself, never that of a
 * {@code $ref} to it, so two nodes are the same when their pointers are equal. A node may be
 * missing, see {@link #exists()}; everything below a missing node is missing too. Immutable and
 * thread-safe as long as the tree is not changed.
 */
public final class SchemaNode {
  private static final int MAX_REFERENCE_CHAIN = 32;

  private final JsonNode root;
  private final JsonPointer pointer;
  private final JsonNode value;

  private SchemaNode(JsonNode root, JsonPointer pointer) {
    this.root = root;
    JsonPointer here = pointer;
    JsonNode node = root.at(here);
    for (int hops = 0; node.path("$ref").isTextual(); hops++) {
      String ref = node.get("$ref").textValue();
      if (hops == MAX_REFERENCE_CHAIN) {
        throw new IllegalArgumentException("$ref at " + pointer + " is circular");
      }
      here = target(ref);
      node = root.at(here);
      if (node.isMissingNode()) {
        throw new IllegalArgumentException("$ref at " + pointer + " cannot be resolved: " + ref);
      }
    }
    this.pointer = here;
    this.value = node;
  }

  static SchemaNode of(JsonNode root, JsonPointer pointer) {
    return new SchemaNode(
        requireNonNull(root, "root == null"), requireNonNull(pointer, "pointer == null"));
  }

  /** Returns the target of a reference within the document. */
  public static JsonPointer target(String ref) {
    if (!ref.startsWith("#/")) {
      throw new IllegalArgumentException("Not a reference within the document: " + ref);
    }
    return JsonPointer.compile(
        URLDecoder.decode(ref.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  /** Returns the node's own pointer, from the root of the document. */
  public JsonPointer pointer() {
    return pointer;
  }

  /** Returns the JSON value; a missing node when there is none. Not to be changed. */
  public JsonNode value() {
    return value;
  }

  /** Returns true if the node exists. */
  public boolean exists() {
    return !value.isMissingNode();
  }

  /**
   * Returns the last segment of the pointer: a component's name, a property's name; empty for the
   * root.
   */
  public String name() {
    JsonPointer last = pointer.last();
    return last == null ? "" : last.getMatchingProperty();
  }

  /**
   * Returns the property of this name, with references resolved; a missing node when there is none.
   */
  public SchemaNode child(String name) {
    return new SchemaNode(root, pointer.appendProperty(name));
  }

  /** Returns the properties in the document's order; empty when this is not an object. */
  public Map<String, SchemaNode> children() {
    Map<String, SchemaNode> children = new LinkedHashMap<>();
    if (value.isObject()) {
      value.fieldNames().forEachRemaining(name -> children.put(name, child(name)));
    }
    return children;
  }

  /** Returns the items in order; empty when this is not an array. */
  public List<SchemaNode> items() {
    List<SchemaNode> items = new ArrayList<>();
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        items.add(new SchemaNode(root, pointer.appendIndex(i)));
      }
    }
    return items;
  }

  /** Returns a string property; empty when it is missing or not a string. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(value.path(name).textValue());
  }

  /**
   * Returns a keyword of the schema at this node, or of the first part of its {@code allOf} that
   * has it.
   */
  public Optional<JsonNode> keyword(String name) {
    if (value.has(name)) {
      return Optional.of(value.get(name));
    }
    return child("allOf").items().stream().flatMap(part -> part.keyword(name).stream()).findFirst();
  }

  @Override
  public String toString() {
    return pointer.toString();
  }
}
