package net.vimmerse.workflow.contract.sequences.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * The statuses that a schema lists, and their order.
 *
 * @param schema the schema with {@code x-next}
 * @param next what may come after each
 * @param endedWell the final status that means success
 */
public record StatusTransitions(
    SchemaNode schema, Map<String, Set<String>> next, String endedWell) {
  private static final String NEXT = "x-next";

  /**
   * Reads a member's schema, or the branch of it that says more.
   *
   * @throws IllegalArgumentException when it does not say what comes after what
   */
  public static StatusTransitions of(SchemaNode member) {
    SchemaNode schema =
        listed(member)
            .orElseThrow(() -> new IllegalArgumentException(member + " needs an " + NEXT));
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
    String endedWell =
        schema
            .text("x-ends-well")
            .orElseThrow(() -> new IllegalArgumentException(schema + " needs an x-ends-well"));
    return new StatusTransitions(schema, next, endedWell);
  }

  /** Where a schema, or a branch of it, says what comes after what; empty when nowhere. */
  private static Optional<SchemaNode> listed(SchemaNode member) {
    return Stream.concat(
            Stream.of(member),
            Stream.of("anyOf", "oneOf", "allOf").flatMap(it -> member.child(it).items().stream()))
        .filter(it -> it.value().has(NEXT))
        .findFirst();
  }

  /** Whether a member holds one of these statuses. */
  public boolean isOf(SchemaNode member) {
    return listed(member).filter(it -> it.pointer().equals(schema.pointer())).isPresent();
  }

  /**
   * Whether one may be seen after the other. An unknown status may be anywhere but after an end.
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

  /** Whether nothing comes after it. */
  public boolean isFinal(String status) {
    return next.containsKey(status) && next.get(status).isEmpty();
  }
}
