package net.vimmerse.workflow.contract.sequences.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * The statuses of a schema and the transitions between them.
 *
 * @param schema the schema with {@code x-next}
 * @param next the statuses that may follow each status
 * @param successStatus the final status that means success
 */
public record StatusTransitions(
    SchemaNode schema, Map<String, Set<String>> next, String successStatus) {
  private static final String NEXT = "x-next";

  /**
   * Reads the transitions from a property's schema.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static StatusTransitions of(SchemaNode schema) {
    if (!schema.value().has(NEXT)) {
      throw new IllegalArgumentException(schema + " needs an " + NEXT);
    }
    Map<String, Set<String>> next = new HashMap<>();
    schema
        .child(NEXT)
        .children()
        .forEach(
            (status, followers) -> {
              Set<String> names = new HashSet<>();
              followers.value().forEach(it -> names.add(it.asText()));
              next.put(status, names);
            });
    String successStatus =
        schema
            .text("x-ends-well")
            .orElseThrow(() -> new IllegalArgumentException(schema + " needs an x-ends-well"));
    return new StatusTransitions(schema, next, successStatus);
  }

  /** Returns true if a property holds one of these statuses. */
  public boolean isOf(SchemaNode property) {
    return property.pointer().equals(schema.pointer());
  }

  /**
   * Returns true if one status may be seen after the other. An unknown status may occur anywhere
   * except after a final one.
   */
  public boolean mayFollow(String before, String after) {
    if (before.equals(after)) {
      return true;
    }
    return !isFinal(before)
        && (!next.containsKey(before)
            || !next.containsKey(after)
            || next.get(before).contains(after));
  }

  /** Returns true if no other status follows. */
  public boolean isFinal(String status) {
    return next.containsKey(status) && next.get(status).isEmpty();
  }
}
