package net.vimmerse.workflow.contract.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;

/**
 * What the document says that the answer to a good request says: what was sent ({@code x-sent}),
 * and the templates that there are.
 */
public final class ExpectedResponse {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String SENT = "x-sent";
  private static final String MODES = "modes";

  private final List<TemplateSchema> templates;
  private final String tag;

  /** What a document says. */
  public ExpectedResponse(Document document) {
    templates = document.templates();
    tag = document.creationSchema().child("discriminator").text("propertyName").orElse("");
  }

  /**
   * What the answer to an operation says that was called with this body.
   *
   * @param body what was sent, as documented
   * @return in the form of {@link Expectation.Accepted#said}
   */
  public JsonNode of(Operation operation, JsonNode body) {
    SchemaNode request = schemaFor(requestSchema(operation), body);
    Map<String, SchemaNode> fields = ObjectSchema.of(request).properties();
    ObjectNode said = JSON.objectNode();
    ObjectSchema.of(result(operation))
        .properties()
        .forEach(
            (member, schema) ->
                schema
                    .text(SENT)
                    .filter(fields::containsKey)
                    .filter(field -> isTold(fields.get(field), body.path(field)))
                    .ifPresent(
                        field -> said.set(member, inEffect(fields.get(field), body.path(field)))));
    return said.isEmpty() ? MissingNode.getInstance() : said;
  }

  private static boolean isTold(SchemaNode field, JsonNode sent) {
    return !sent.isMissingNode()
        || field.keyword("default").isPresent()
        || !ObjectSchema.of(field).properties().isEmpty();
  }

  /** The schema of the body of an operation; a missing place when it takes none. */
  static SchemaNode requestSchema(Operation operation) {
    return operation.place().child("requestBody").child("content").children().values().stream()
        .findFirst()
        .map(content -> content.child("schema"))
        .orElseGet(() -> operation.place().child("requestBody"));
  }

  /** The branch that a body is meant for; the schema itself where there are no branches. */
  private SchemaNode schemaFor(SchemaNode schema, JsonNode body) {
    if (!schema.child("discriminator").exists()) {
      return schema;
    }
    return templates.stream()
        .filter(it -> body.has(tag) ? it.id().equals(body.path(tag).asText()) : it.byDefault())
        .findFirst()
        .map(TemplateSchema::schema)
        .orElse(schema);
  }

  /** The schema of what a success holds, without its envelope. */
  static SchemaNode result(Operation operation) {
    Optional<SchemaNode> schema =
        operation.place().child("responses").children().entrySet().stream()
            .filter(it -> it.getKey().startsWith("2"))
            .flatMap(it -> it.getValue().child("content").children().values().stream())
            .map(content -> content.child("schema"))
            .findFirst();
    return schema
        .map(
            it ->
                Envelope.member(it)
                    .map(name -> ObjectSchema.of(it).properties().get(name))
                    .orElse(it))
        .orElseGet(() -> operation.place().child("responses").child(""));
  }

  /** A value with the defaults of what was not sent; null where there is neither. */
  private static JsonNode inEffect(SchemaNode schema, JsonNode sent) {
    JsonNode value =
        sent.isMissingNode() ? schema.keyword("default").orElse(JSON.nullNode()) : sent;
    Map<String, SchemaNode> members = ObjectSchema.of(schema).properties();
    if (members.isEmpty() || !(value.isObject() || sent.isMissingNode())) {
      return value;
    }
    ObjectNode whole = JSON.objectNode();
    value.properties().forEach(it -> whole.set(it.getKey(), it.getValue()));
    members.forEach((name, member) -> whole.set(name, inEffect(member, value.path(name))));
    return whole;
  }

  /** Whether an operation answers with the templates. */
  boolean isCatalogue(Operation operation) {
    SchemaNode items = result(operation).child("items");
    return ObjectSchema.of(items).properties().containsKey(tag);
  }

  /**
   * Every template, as the catalogue must show it.
   *
   * @param without the members that are not shown now
   */
  JsonNode catalogue(Operation operation, Set<String> without) {
    Set<String> shown = ObjectSchema.of(result(operation).child("items")).properties().keySet();
    ArrayNode all = JSON.arrayNode();
    for (TemplateSchema template : templates) {
      ObjectNode entry = all.addObject();
      template.metadata().properties().forEach(it -> entry.set(it.getKey(), it.getValue()));
      entry.put(tag, template.id());
      entry.set(MODES, perMode(template.metadata().path(MODES), "steps", "outputs"));
      entry.set("credits", perMode(template.metadata().path(MODES), "credits"));
      entry.set("options", options(template));
      entry.retain(shown);
      without.forEach(member -> entry.set(member, JSON.nullNode()));
    }
    return all;
  }

  private static JsonNode perMode(JsonNode modes, String... members) {
    ObjectNode shown = JSON.objectNode();
    for (Map.Entry<String, JsonNode> mode : modes.properties()) {
      if (members.length == 1) {
        shown.set(mode.getKey(), mode.getValue().path(members[0]));
      } else {
        ObjectNode one = shown.putObject(mode.getKey());
        for (String member : members) {
          one.set(member, mode.getValue().path(member));
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
