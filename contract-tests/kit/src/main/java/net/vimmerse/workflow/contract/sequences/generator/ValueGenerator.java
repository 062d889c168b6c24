package net.vimmerse.workflow.contract.sequences.generator;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * Chooses valid values for a schema. A scalar is one of the enum values, or of a few common values
 * that are valid; where there is a pattern, the document's own examples are candidates too.
 * Thread-safe.
 */
public final class ValueGenerator {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONG = 2_000;
  private static final int MAX_ITEMS = 3;

  private final Document document;
  private final List<JsonNode> commonValues = new ArrayList<>();
  private final Set<JsonNode> examples = new LinkedHashSet<>();
  private final Map<JsonPointer, List<JsonNode>> validScalars = new ConcurrentHashMap<>();

  public ValueGenerator(Document document) {
    this.document = document;
    commonValues.add(JSON.textNode(""));
    commonValues.add(JSON.textNode("plain"));
    commonValues.add(JSON.textNode("Grüße, 世界 \uD83C\uDFAC"));
    commonValues.add(JSON.textNode("  \"quoted\" \\ <b>&amp;</b> \t"));
    commonValues.add(JSON.textNode("long ".repeat(LONG / 5)));
    commonValues.add(JSON.nullNode());
    commonValues.add(JSON.booleanNode(true));
    commonValues.add(JSON.booleanNode(false));
    commonValues.add(JSON.numberNode(0));
    commonValues.add(JSON.numberNode(1));
    document.examples().forEach(example -> scalars(example.value()));
  }

  private void scalars(JsonNode value) {
    if (value.isContainerNode()) {
      value.forEach(this::scalars);
    } else {
      examples.add(value);
    }
  }

  /** Returns a valid value; empty when none is known. */
  public Optional<JsonNode> choose(SchemaNode schema, RandomGenerator random) {
    if (!ObjectSchema.of(schema).properties().isEmpty()) {
      return Optional.of(object(schema, Set.of(), random));
    }
    if (schema.child("items").exists()) {
      ArrayNode items = JSON.arrayNode();
      for (int left = random.nextInt(MAX_ITEMS); left > 0; left--) {
        choose(schema.child("items"), random).ifPresent(items::add);
      }
      return fits(schema, items) ? Optional.of(items) : Optional.empty();
    }
    List<JsonNode> candidates =
        validScalars.computeIfAbsent(schema.pointer(), at -> scalars(schema));
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(candidates.get(random.nextInt(candidates.size())));
  }

  /** Returns an object with its required properties and some of the others. */
  public ObjectNode object(SchemaNode schema, Set<String> without, RandomGenerator random) {
    ObjectSchema objectSchema = ObjectSchema.of(schema);
    ObjectNode object = JSON.objectNode();
    objectSchema
        .properties()
        .forEach(
            (name, property) -> {
              boolean chosen = random.nextBoolean();
              if ((chosen || objectSchema.required().contains(name)) && !without.contains(name)) {
                choose(property, random).ifPresent(value -> object.set(name, value));
              }
            });
    return object;
  }

  /** Returns an update of the first property that takes any text; empty when there is none. */
  Optional<JsonNode> textUpdate(SchemaNode schema) {
    JsonNode text = JSON.textNode("updated by the contract kit");
    return ObjectSchema.of(schema).properties().keySet().stream()
        .<JsonNode>map(name -> JSON.objectNode().set(name, text))
        .filter(it -> fits(schema, it))
        .findFirst();
  }

  /** Returns a valid object: {@link #object} may violate keywords such as {@code minProperties}. */
  public ObjectNode validObject(SchemaNode schema, RandomGenerator random) {
    ObjectNode object = object(schema, Set.of(), random);
    while (!fits(schema, object)) {
      object = object(schema, Set.of(), random);
    }
    return object;
  }

  private List<JsonNode> scalars(SchemaNode schema) {
    List<JsonNode> candidates = new ArrayList<>();
    schema.keyword("enum").ifPresent(values -> values.forEach(candidates::add));
    if (candidates.isEmpty()) {
      candidates.addAll(commonValues);
    }
    if (schema.keyword("pattern").isPresent()) {
      candidates.addAll(examples);
    }
    candidates.removeIf(value -> !fits(schema, value));
    return List.copyOf(candidates);
  }

  private boolean fits(SchemaNode schema, JsonNode value) {
    return document.validate(schema, value).isEmpty();
  }
}
