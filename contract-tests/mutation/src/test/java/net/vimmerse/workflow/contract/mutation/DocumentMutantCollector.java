package net.vimmerse.workflow.contract.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Collects the mutants of a document while its tree is traversed. */
final class DocumentMutantCollector {
  private final ObjectNode tree;
  private final List<DocumentMutant> mutants = new ArrayList<>();

  DocumentMutantCollector(ObjectNode tree) {
    this.tree = tree;
  }

  List<DocumentMutant> mutants() {
    return List.copyOf(mutants);
  }

  JsonNode at(JsonPointer pointer) {
    return tree.at(pointer);
  }

  /** The properties of an object by pointer; empty when there is no object. */
  Map<JsonPointer, JsonNode> properties(JsonPointer pointer) {
    Map<JsonPointer, JsonNode> properties = new LinkedHashMap<>();
    tree.at(pointer)
        .fieldNames()
        .forEachRemaining(
            name -> properties.put(pointer.appendProperty(name), tree.at(pointer).get(name)));
    return properties;
  }

  /** The items of an array by pointer; empty when there is no array. */
  Map<JsonPointer, JsonNode> items(JsonPointer pointer) {
    Map<JsonPointer, JsonNode> items = new LinkedHashMap<>();
    if (tree.at(pointer) instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        items.put(pointer.appendIndex(i), array.get(i));
      }
    }
    return items;
  }

  /**
   * Adds a mutant.
   *
   * @param detail what of the node is changed, or to what; empty when the kind says it all
   */
  void add(String kind, JsonPointer at, String detail, Consumer<ObjectNode> edit) {
    String site = detail.isEmpty() ? readable(at) : readable(at) + ": " + detail;
    mutants.add(new DocumentMutant(kind, site, tree, at, edit));
  }

  /** Adds a mutant that lacks a property. */
  void drop(String kind, JsonPointer at, String property) {
    add(kind, at, property, it -> it.remove(property));
  }

  /** Adds a mutant in which a property has another value. */
  void set(String kind, JsonPointer at, String property, JsonNode value) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    add(kind, at, property + " = " + text, it -> it.set(property, value));
  }

  /** Adds a mutant in which a property has another name, at the same place. */
  void rename(String kind, JsonPointer at, String from, String to) {
    add(kind, at, from + " -> " + to, it -> rename(it, from, to));
  }

  static void rename(ObjectNode node, String from, String to) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    node.properties().forEach(it -> properties.put(it.getKey(), it.getValue()));
    node.removeAll();
    properties.forEach((name, value) -> node.set(name.equals(from) ? to : name, value));
  }

  private String readable(JsonPointer at) {
    String text = at.toString();
    for (Map.Entry<JsonPointer, JsonNode> path :
        properties(JsonPointer.compile("/paths")).entrySet()) {
      for (Map.Entry<JsonPointer, JsonNode> method : properties(path.getKey()).entrySet()) {
        String id = method.getValue().path("operationId").asText();
        if (!id.isEmpty() && (text + "/").startsWith(method.getKey() + "/")) {
          text = id + text.substring(method.getKey().toString().length());
        }
      }
    }
    return text.replaceFirst("^/(components/(schemas/)?)?", "")
        .replace("/properties/", ".")
        .replace("~1", "/")
        .replace("~0", "~");
  }
}
