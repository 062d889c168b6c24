package net.vimmerse.workflow.contract.openapi;

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
final class Discriminator {
  private final SchemaNode schema;
  private final String member;
  private final Map<SchemaNode, Branch> branches = new LinkedHashMap<>();

  /** What a branch says of the discriminating member: read once, since values are many. */
  private record Branch(Optional<String> tag, boolean isDefault) {}

  private Discriminator(SchemaNode schema, String member) {
    this.schema = schema;
    this.member = member;
    for (SchemaNode branch : schema.child("oneOf").items()) {
      ObjectSchema shape = ObjectSchema.of(branch);
      Optional<String> tag =
          Optional.ofNullable(shape.properties().get(member))
              .flatMap(property -> property.keyword("enum"))
              .filter(values -> values.size() == 1)
              .map(values -> values.get(0).asText());
      branches.put(branch, new Branch(tag, !shape.required().contains(member)));
    }
  }

  static Discriminator of(SchemaNode schema) {
    String member =
        schema
            .child("discriminator")
            .text("propertyName")
            .orElseThrow(
                () ->
                    new IllegalArgumentException("Discriminator without propertyName: " + schema));
    return new Discriminator(schema, member);
  }

  /** The member that tells the branches apart. */
  String member() {
    return member;
  }

  /** The branches, in the document's order. */
  List<SchemaNode> branches() {
    return List.copyOf(branches.keySet());
  }

  /**
   * The only value of the discriminating member that a branch allows; empty when not exactly one.
   */
  Optional<String> tag(SchemaNode branch) {
    return branch(branch).tag();
  }

  /** Whether a branch allows values without the discriminating member. */
  boolean isDefault(SchemaNode branch) {
    return branch(branch).isDefault();
  }

  private Branch branch(SchemaNode branch) {
    return Objects.requireNonNull(branches.get(branch), "not one of the branches");
  }

  /** What is wrong with a value that no branch is meant for; empty when there is one. */
  List<SchemaError> refuse(JsonNode value) {
    JsonNode tag = value.path(member);
    if (!value.isObject() || !candidates(value).isEmpty()) {
      return List.of();
    }
    JsonPointer at = JsonPointer.empty().appendProperty(member);
    if (tag.isMissingNode()) {
      return List.of(new SchemaError(at, "required", "must be there: no branch does without it"));
    }
    String known =
        branches.values().stream()
            .flatMap(it -> it.tag().stream())
            .collect(Collectors.joining(", "));
    return List.of(new SchemaError(at, "enum", tag + " is none of: " + known));
  }

  /** The one branch that a value is meant for; the whole schema when it cannot be told. */
  SchemaNode choose(JsonNode value) {
    List<SchemaNode> candidates = candidates(value);
    return candidates.size() == 1 ? candidates.get(0) : schema;
  }

  private List<SchemaNode> candidates(JsonNode value) {
    JsonNode tag = value.path(member);
    List<SchemaNode> candidates = new ArrayList<>();
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
