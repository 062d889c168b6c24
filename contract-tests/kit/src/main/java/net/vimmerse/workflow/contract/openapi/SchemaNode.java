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
 * A node of the document that knows where it stands.
 *
 * <p>References are followed on the way: the pointer is that of the node itself, never that of a
 * {@code $ref} to it, so two places are the same node when their pointers are equal. A place may be
 * missing, see {@link #exists()}; everything below a missing place is missing too. Immutable and
 * thread-safe as long as nobody changes the tree.
 */
public final class SchemaNode {
  private static final int LONGEST_CHAIN = 32;

  private final JsonNode root;
  private final JsonPointer pointer;
  private final JsonNode value;

  private SchemaNode(JsonNode root, JsonPointer pointer) {
    this.root = root;
    JsonPointer here = pointer;
    JsonNode node = root.at(here);
    for (int hops = 0; node.path("$ref").isTextual(); hops++) {
      String ref = node.get("$ref").textValue();
      if (hops == LONGEST_CHAIN) {
        throw new IllegalArgumentException("$ref at " + pointer + " leads in a circle");
      }
      here = target(ref);
      node = root.at(here);
      if (node.isMissingNode()) {
        throw new IllegalArgumentException("$ref at " + pointer + " leads nowhere: " + ref);
      }
    }
    this.pointer = here;
    this.value = node;
  }

  static SchemaNode of(JsonNode root, JsonPointer pointer) {
    return new SchemaNode(
        requireNonNull(root, "root == null"), requireNonNull(pointer, "pointer == null"));
  }

  /** Where a reference within the document leads. */
  public static JsonPointer target(String ref) {
    if (!ref.startsWith("#/")) {
      throw new IllegalArgumentException("Not a reference within the document: " + ref);
    }
    return JsonPointer.compile(
        URLDecoder.decode(ref.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  /** The node's own pointer, from the root of the document. */
  public JsonPointer pointer() {
    return pointer;
  }

  /** The node; a missing node when there is nothing here. Not to be changed. */
  public JsonNode value() {
    return value;
  }

  /** Whether there is anything here. */
  public boolean exists() {
    return !value.isMissingNode();
  }

  /** The last segment of the pointer: a component's name, a property's name; empty for the root. */
  public String name() {
    JsonPointer last = pointer.last();
    return last == null ? "" : last.getMatchingProperty();
  }

  /** The member of this name, references followed; a missing place when there is none. */
  public SchemaNode child(String name) {
    return new SchemaNode(root, pointer.appendProperty(name));
  }

  /** The members in the document's order; empty when this is not an object. */
  public Map<String, SchemaNode> children() {
    Map<String, SchemaNode> children = new LinkedHashMap<>();
    if (value.isObject()) {
      value.fieldNames().forEachRemaining(name -> children.put(name, child(name)));
    }
    return children;
  }

  /** The items in order; empty when this is not an array. */
  public List<SchemaNode> items() {
    List<SchemaNode> items = new ArrayList<>();
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        items.add(new SchemaNode(root, pointer.appendIndex(i)));
      }
    }
    return items;
  }

  /** The text of a member; empty when there is none or it is not text. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(value.path(name).textValue());
  }

  /**
   * A keyword of the schema that stands here, or else of the first part of its {@code allOf} that
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
