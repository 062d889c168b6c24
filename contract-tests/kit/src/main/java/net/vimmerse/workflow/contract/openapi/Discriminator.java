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
 * The property that selects a branch of a {@code oneOf}, named by {@code x-discriminator}. The
 * value is validated against the selected branch alone: otherwise one wrong enum value would be
 * reported for every branch.
 */
final class Discriminator {
  private final SchemaNode schema;
  private final String property;
  private final Map<SchemaNode, Branch> branches = new LinkedHashMap<>();

  /** The constraints of a branch on the property: cached, since there are many values. */
  private record Branch(Optional<String> onlyValue, boolean isDefault) {}

  private Discriminator(SchemaNode schema, String property) {
    this.schema = schema;
    this.property = property;
    for (SchemaNode branch : schema.child("oneOf").items()) {
      ObjectSchema objectSchema = ObjectSchema.of(branch);
      Optional<String> onlyValue =
          Optional.ofNullable(objectSchema.properties().get(property))
              .flatMap(propertySchema -> propertySchema.keyword("enum"))
              .filter(values -> values.size() == 1)
              .map(values -> values.get(0).asText());
      branches.put(branch, new Branch(onlyValue, !objectSchema.required().contains(property)));
    }
  }

  static Discriminator of(SchemaNode schema) {
    return new Discriminator(schema, propertyOf(schema));
  }

  static String propertyOf(SchemaNode schema) {
    return schema
        .text(Document.DISCRIMINATOR)
        .orElseThrow(
            () -> new IllegalArgumentException(schema + " needs an " + Document.DISCRIMINATOR));
  }

  /** Returns the name of the property. */
  String property() {
    return property;
  }

  /** Returns the branches, in the document's order. */
  List<SchemaNode> branches() {
    return List.copyOf(branches.keySet());
  }

  /**
   * Returns the only value that a branch allows for the property; empty unless there is exactly
   * one.
   */
  Optional<String> onlyValue(SchemaNode branch) {
    return branch(branch).onlyValue();
  }

  /** Returns true if a branch allows values without the property. */
  boolean isDefault(SchemaNode branch) {
    return branch(branch).isDefault();
  }

  private Branch branch(SchemaNode branch) {
    return Objects.requireNonNull(branches.get(branch), "not one of the branches");
  }

  /** Returns the errors of a value that selects no branch; empty when it selects one. */
  List<SchemaError> reject(JsonNode value) {
    JsonNode selected = value.path(property);
    if (!value.isObject() || !candidates(value).isEmpty()) {
      return List.of();
    }
    JsonPointer at = JsonPointer.empty().appendProperty(property);
    if (selected.isMissingNode()) {
      return List.of(new SchemaError(at, "required", "is required: every branch requires it"));
    }
    String known =
        branches.values().stream()
            .flatMap(it -> it.onlyValue().stream())
            .collect(Collectors.joining(", "));
    return List.of(new SchemaError(at, "enum", selected + " is not one of: " + known));
  }

  /** Returns the branch that a value selects; the whole schema when it is ambiguous. */
  SchemaNode choose(JsonNode value) {
    List<SchemaNode> candidates = candidates(value);
    return candidates.size() == 1 ? candidates.get(0) : schema;
  }

  private List<SchemaNode> candidates(JsonNode value) {
    JsonNode selected = value.path(property);
    List<SchemaNode> candidates = new ArrayList<>();
    branches.forEach(
        (node, branch) -> {
          boolean meant =
              selected.isMissingNode()
                  ? branch.isDefault()
                  : selected.isTextual()
                      && branch.onlyValue().equals(Optional.of(selected.textValue()));
          if (meant) {
            candidates.add(node);
          }
        });
    return candidates;
  }
}
