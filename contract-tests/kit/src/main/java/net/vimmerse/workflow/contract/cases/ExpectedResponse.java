package net.vimmerse.workflow.contract.cases;

import static java.util.Objects.requireNonNull;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.CREDITS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.DESCRIPTION;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.MODES;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OPTIONS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.OUTPUTS;
import static net.vimmerse.workflow.contract.openapi.TemplateSchema.STEPS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;

/**
 * Computes the result that the document promises for a valid request: the values that were sent
 * ({@code x-sent}) with the defaults of the others, and the template list.
 */
public record ExpectedResponse(Document document) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String SENT = "x-sent";

  public ExpectedResponse {
    requireNonNull(document, "document == null");
  }

  /**
   * Returns the expected result of an operation.
   *
   * @param body the valid body that was sent
   * @return in the form of {@link Expectation.Accepted#result}
   */
  public JsonNode of(Operation operation, JsonNode body) {
    ObjectNode expected = JSON.objectNode();
    properties(operation, body, JSON.nullNode())
        .forEach(
            (name, value) -> {
              if (!value.isMissingNode()) {
                expected.set(name, value);
              }
            });
    return expected.isEmpty() ? MissingNode.getInstance() : expected;
  }

  /**
   * Returns the expected value of every property of the result that repeats a property of the body;
   * a missing node for what was not sent and has no default.
   *
   * @param body the valid body that was sent
   */
  public Map<String, JsonNode> properties(Operation operation, JsonNode body) {
    return properties(operation, body, MissingNode.getInstance());
  }

  private Map<String, JsonNode> properties(Operation operation, JsonNode body, JsonNode absent) {
    Map<String, SchemaNode> fields =
        ObjectSchema.of(branch(operation.requestSchema(), body)).properties();
    Map<String, JsonNode> expected = new LinkedHashMap<>();
    operation
        .resultSchema()
        .child(SENT)
        .children()
        .forEach(
            (name, field) -> {
              String sentName = field.value().asText();
              SchemaNode sent = fields.get(sentName);
              expected.put(
                  name,
                  sent == null
                      ? MissingNode.getInstance()
                      : top(sent, body.path(sentName), absent));
            });
    return expected;
  }

  /** Returns the branch that a body selects; the schema itself where there are no branches. */
  private SchemaNode branch(SchemaNode schema, JsonNode body) {
    return Document.hasBranches(schema)
        ? document.templateOf(body).map(TemplateSchema::schema).orElse(schema)
        : schema;
  }

  /** Returns a missing node for a scalar that was not sent and has no default. */
  private static JsonNode top(SchemaNode schema, JsonNode sent, JsonNode absent) {
    boolean known =
        !sent.isMissingNode()
            || schema.keyword("default").isPresent()
            || !ObjectSchema.of(schema).properties().isEmpty();
    return known ? inEffect(schema, sent, absent) : MissingNode.getInstance();
  }

  /**
   * Returns a value completed with the defaults of what was not sent.
   *
   * @param absent the value where there is neither; properties with a missing node are left out
   */
  private static JsonNode inEffect(SchemaNode schema, JsonNode sent, JsonNode absent) {
    JsonNode value = sent.isMissingNode() ? schema.keyword("default").orElse(absent) : sent;
    Map<String, SchemaNode> properties = ObjectSchema.of(schema).properties();
    if (properties.isEmpty() || !(value.isObject() || sent.isMissingNode())) {
      return value;
    }
    ObjectNode whole = JSON.objectNode();
    value.properties().forEach(it -> whole.set(it.getKey(), it.getValue()));
    properties.forEach(
        (name, property) -> {
          JsonNode inEffect = inEffect(property, value.path(name), absent);
          if (!inEffect.isMissingNode()) {
            whole.set(name, inEffect);
          }
        });
    return whole;
  }

  /**
   * Returns the listed templates as the template list must show them.
   *
   * @param without the properties that must be null in this response
   */
  JsonNode templateList(Operation operation, Set<String> without) {
    Set<String> shown =
        ObjectSchema.of(operation.resultSchema().child("items")).properties().keySet();
    ArrayNode all = JSON.arrayNode();
    for (TemplateSchema template : document.listedTemplates()) {
      ObjectNode entry = all.addObject();
      template.metadata().properties().forEach(it -> entry.set(it.getKey(), it.getValue()));
      entry.put(document.templateProperty(), template.id());
      entry.set(MODES, perMode(template.modes(), STEPS, OUTPUTS));
      entry.set(CREDITS, perMode(template.modes(), CREDITS));
      entry.set(OPTIONS, options(template));
      entry.retain(shown);
      without.forEach(property -> entry.set(property, JSON.nullNode()));
    }
    return all;
  }

  /** Returns an expected list without the texts for people, which servers word as they like. */
  public static JsonNode withoutFreeText(JsonNode expected) {
    if (!expected.isArray()) {
      return expected;
    }
    ArrayNode list = JSON.arrayNode();
    for (JsonNode item : expected) {
      list.add(item instanceof ObjectNode entry ? entry.deepCopy().without(DESCRIPTION) : item);
    }
    return list;
  }

  private static JsonNode perMode(JsonNode modes, String... properties) {
    ObjectNode shown = JSON.objectNode();
    for (Map.Entry<String, JsonNode> mode : modes.properties()) {
      if (properties.length == 1) {
        shown.set(mode.getKey(), mode.getValue().path(properties[0]));
      } else {
        ObjectNode one = shown.putObject(mode.getKey());
        for (String property : properties) {
          one.set(property, mode.getValue().path(property));
        }
      }
    }
    return shown;
  }

  private static JsonNode options(TemplateSchema template) {
    ArrayNode options = JSON.arrayNode();
    template
        .optionsByName()
        .forEach(
            (name, option) -> {
              ObjectNode one = options.addObject().put("name", name);
              one.put("type", SampleGenerator.type(option.schema()));
              one.set("default", option.defaultValue().orElse(JSON.nullNode()));
              if (option.values().isEmpty()) {
                one.set("enum", JSON.nullNode());
              } else {
                one.putArray("enum").addAll(option.values());
              }
            });
    return options;
  }
}
