package net.vimmerse.workflow.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The branches of a {@code oneOf} that one member tells apart. The branch is chosen first and the
 * value is held against it alone: a value that misses by one enum value would otherwise be told of
 * every other branch as well.
 *
 * <p>The one-value enums decide, not the discriminator's mapping: they are what validators assert.
 */
final class Branches {
  private final Place schema;
  private final String member;
  private final Map<Place, Branch> branches = new LinkedHashMap<>();

  /** What a branch says of the discriminating member: read once, since values are many. */
  private record Branch(Optional<String> tag, boolean isDefault) {}

  private Branches(Place schema, String member) {
    this.schema = schema;
    this.member = member;
    for (Place branch : schema.child("oneOf").items()) {
      Shape shape = Shape.of(branch);
      Optional<String> tag =
          Optional.ofNullable(shape.properties().get(member))
              .flatMap(property -> property.keyword("enum"))
              .filter(values -> values.size() == 1)
              .map(values -> values.get(0).asText());
      branches.put(branch, new Branch(tag, !shape.required().contains(member)));
    }
  }

  static Branches of(Place schema) {
    String member =
        schema
            .child("discriminator")
            .text("propertyName")
            .orElseThrow(
                () ->
                    new IllegalArgumentException("Discriminator without propertyName: " + schema));
    return new Branches(schema, member);
  }

  /** The member that tells the branches apart. */
  String member() {
    return member;
  }

  /** The branches, in the document's order. */
  List<Place> branches() {
    return List.copyOf(branches.keySet());
  }

  /**
   * The only value of the discriminating member that a branch allows; empty when not exactly one.
   */
  Optional<String> tag(Place branch) {
    return branch(branch).tag();
  }

  /** Whether a branch allows values without the discriminating member. */
  boolean isDefault(Place branch) {
    return branch(branch).isDefault();
  }

  private Branch branch(Place branch) {
    return Objects.requireNonNull(branches.get(branch), "not one of the branches");
  }

  /** What is wrong with a value that no branch is meant for; empty when there is one. */
  List<Violation> refuse(JsonNode value) {
    JsonNode tag = value.path(member);
    if (!value.isObject() || !candidates(value).isEmpty()) {
      return List.of();
    }
    JsonPointer at = JsonPointer.empty().appendProperty(member);
    if (tag.isMissingNode()) {
      return List.of(new Violation(at, "required", "must be there: no branch does without it"));
    }
    String known =
        branches.values().stream()
            .flatMap(it -> it.tag().stream())
            .collect(Collectors.joining(", "));
    return List.of(new Violation(at, "enum", tag + " is none of: " + known));
  }

  /** The one branch that a value is meant for; the whole schema when it cannot be told. */
  Place choose(JsonNode value) {
    List<Place> candidates = candidates(value);
    return candidates.size() == 1 ? candidates.get(0) : schema;
  }

  private List<Place> candidates(JsonNode value) {
    JsonNode tag = value.path(member);
    List<Place> candidates = new ArrayList<>();
    branches.forEach(
        (place, branch) -> {
          boolean meant =
              tag.isMissingNode()
                  ? branch.isDefault()
                  : tag.isTextual() && branch.tag().equals(Optional.of(tag.textValue()));
          if (meant) {
            candidates.add(place);
          }
        });
    return candidates;
  }
}
