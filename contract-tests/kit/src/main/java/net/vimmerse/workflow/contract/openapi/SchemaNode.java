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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  /** References are followed often, and are few. */
  private static final Map<String, JsonPointer> TARGETS = new ConcurrentHashMap<>();

  private final JsonNode root;
  private final JsonNode value;
  private final Supplier<JsonPointer> location;
  private @Nullable JsonPointer pointer;

  /**
   * Follows the references at a node.
   *
   * @param location computes the pointer, which is seldom asked for and expensive to build
   */
  private SchemaNode(JsonNode root, JsonNode node, Supplier<JsonPointer> location) {
    this.root = root;
    JsonNode value = node;
    Supplier<JsonPointer> here = location;
    for (int hops = 0; value.path("$ref").isTextual(); hops++) {
      String ref = value.get("$ref").textValue();
      if (hops == MAX_REFERENCE_CHAIN) {
        throw new IllegalArgumentException("$ref at " + location.get() + " is circular");
      }
      JsonPointer target = target(ref);
      value = root.at(target);
      here = () -> target;
      if (value.isMissingNode()) {
        throw new IllegalArgumentException(
            "$ref at " + location.get() + " cannot be resolved: " + ref);
      }
    }
    this.value = value;
    this.location = here;
  }

  static SchemaNode of(JsonNode root, JsonPointer pointer) {
    requireNonNull(pointer, "pointer == null");
    return new SchemaNode(requireNonNull(root, "root == null"), root.at(pointer), () -> pointer);
  }

  /** Returns the target of a reference within the document. */
  public static JsonPointer target(String ref) {
    return TARGETS.computeIfAbsent(ref, SchemaNode::parse);
  }

  private static JsonPointer parse(String ref) {
    if (!ref.startsWith("#/")) {
      throw new IllegalArgumentException("Not a reference within the document: " + ref);
    }
    return JsonPointer.compile(
        URLDecoder.decode(ref.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  /** Returns the node's own pointer, from the root of the document. */
  public JsonPointer pointer() {
    JsonPointer known = pointer;
    if (known == null) {
      known = location.get();
      pointer = known;
    }
    return known;
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
    JsonPointer last = pointer().last();
    return last == null ? "" : last.getMatchingProperty();
  }

  /**
   * Returns the property of this name, with references resolved; a missing node when there is none.
   */
  public SchemaNode child(String name) {
    return new SchemaNode(root, value.path(name), () -> pointer().appendProperty(name));
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
        int index = i;
        items.add(new SchemaNode(root, value.get(i), () -> pointer().appendIndex(index)));
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
    return pointer().toString();
  }
}
