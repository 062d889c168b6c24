package net.vimmerse.workflow.contract.sequences;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.Place;

/**
 * The statuses that a schema lists, and their order.
 *
 * @param schema the schema with {@code x-next}
 * @param next what may come after each
 * @param endedWell the final status that means success
 */
record Statuses(Place schema, Map<String, Set<String>> next, String endedWell) {
  private static final String NEXT = "x-next";

  /**
   * Reads a member's schema, or the branch of it that says more.
   *
   * @throws IllegalArgumentException when it does not say what comes after what
   */
  static Statuses of(Place member) {
    Place schema =
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
    return new Statuses(schema, next, endedWell);
  }

  /** Where a schema, or a branch of it, says what comes after what; empty when nowhere. */
  private static Optional<Place> listed(Place member) {
    return Stream.concat(
            Stream.of(member),
            Stream.of("anyOf", "oneOf", "allOf").flatMap(it -> member.child(it).items().stream()))
        .filter(it -> it.value().has(NEXT))
        .findFirst();
  }

  /** Whether a member holds one of these statuses. */
  boolean isOf(Place member) {
    return listed(member).filter(it -> it.pointer().equals(schema.pointer())).isPresent();
  }

  /**
   * Whether one may be seen after the other. An unknown status may be anywhere but after an end.
   */
  boolean mayFollow(String before, String after) {
    if (before.equals(after)) {
      return true;
    }
    return !isFinal(before)
        && (!next.containsKey(before)
            || !next.containsKey(after)
            || next.get(before).contains(after));
  }

  /** Whether nothing comes after it. */
  boolean isFinal(String status) {
    return next.containsKey(status) && next.get(status).isEmpty();
  }
}
