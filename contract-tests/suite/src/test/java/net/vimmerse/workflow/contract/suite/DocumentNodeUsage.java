package net.vimmerse.workflow.contract.suite;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * The directions that use each node of a document. References are followed, so a component is used
 * wherever it is referred to.
 */
public final class DocumentNodeUsage {
  private static final String WEBHOOKS = "callbacks";
  private static final String BODY = "requestBody";

  private final Document document;
  private final Map<Direction, Set<JsonPointer>> reached = new EnumMap<>(Direction.class);

  /** The direction in which the described part is sent. */
  public enum Direction {
    /** From callers: parameters and bodies. */
    REQUEST,
    /** To callers: headers and bodies. */
    RESPONSE,
    /** To servers of callers: webhooks. */
    WEBHOOK
  }

  private DocumentNodeUsage(Document document) {
    this.document = document;
    for (Direction direction : Direction.values()) {
      reached.put(direction, new LinkedHashSet<>());
    }
    for (Operation operation : document.operations()) {
      JsonPointer at = operation.node().pointer();
      walk(Direction.REQUEST, operation.pathItem().pointer().appendProperty("parameters"));
      walk(Direction.REQUEST, at.appendProperty("parameters"));
      walk(Direction.REQUEST, at.appendProperty(BODY));
      walk(Direction.RESPONSE, at.appendProperty("responses"));
      walk(Direction.WEBHOOK, at.appendProperty(WEBHOOKS));
    }
  }

  /** Returns the usage of the nodes of a document. */
  public static DocumentNodeUsage of(Document document) {
    return new DocumentNodeUsage(document);
  }

  private void walk(Direction direction, JsonPointer at) {
    JsonNode node = document.root().value().at(at);
    if (!node.isContainerNode() || !reached.get(direction).add(at)) {
      return;
    }
    if (node.path("$ref").isTextual()) {
      walk(direction, SchemaNode.target(node.get("$ref").asText()));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(direction, at.appendIndex(i));
      }
    } else {
      node.fieldNames().forEachRemaining(name -> walk(direction, at.appendProperty(name)));
    }
  }

  /** Returns the objects and arrays that a direction uses, by their own pointers. */
  public Set<JsonPointer> of(Direction direction) {
    return Collections.unmodifiableSet(reached.get(direction));
  }

  /** Returns the directions that use a node; empty when no operation does. */
  public Set<Direction> directions(JsonPointer node) {
    Set<Direction> directions = new LinkedHashSet<>();
    reached.forEach(
        (direction, pointers) -> {
          if (pointers.contains(node)) {
            directions.add(direction);
          }
        });
    return directions;
  }
}
