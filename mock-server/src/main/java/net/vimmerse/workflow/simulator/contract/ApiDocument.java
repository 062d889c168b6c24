package net.vimmerse.workflow.simulator.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.simulator.simulation.Pipeline;
import net.vimmerse.workflow.simulator.simulation.Step;

/**
 * The OpenAPI document of the Workflow API, read once. Every fact of the API that the simulator
 * uses comes from here.
 *
 * <p>Immutable and thread-safe; the JSON nodes that it hands out must not be changed.
 */
public final class ApiDocument {

  private static final String RESOURCE = "/net/vimmerse/workflow/workflow-api.yaml";

  private final OpenApi document;
  private final Map<String, Template> templates;
  private final String defaultTemplateId;

  private ApiDocument(OpenApi document) {
    this.document = document;
    this.templates = new LinkedHashMap<>();
    String withoutId = null;
    for (JsonNode member : document.schema("CreateWorkflowRequest").path("oneOf")) {
      String name = schemaName(member);
      Template template = readTemplate(name);
      templates.put(template.id(), template);
      if (requestProperty(name, "template_id").has("default")) {
        withoutId = template.id();
      }
    }
    if (withoutId == null) {
      throw new IllegalArgumentException("no template's template_id has a default");
    }
    this.defaultTemplateId = withoutId;
  }

  /** The document that this version of the simulator was built with. */
  public static ApiDocument load() {
    return Bundled.DOCUMENT;
  }

  /** The operations, and everything else that any document has. */
  public OpenApi openApi() {
    return document;
  }

  /** The templates, in the document's order. */
  public Collection<Template> templates() {
    return templates.values();
  }

  /** The template with this id; empty if there is none. */
  public Optional<Template> template(String id) {
    return Optional.ofNullable(templates.get(id));
  }

  /** The template that a request without {@code template_id} means. */
  public Template defaultTemplate() {
    return templates.get(defaultTemplateId);
  }

  /** The name of the header that carries the API key. */
  public String apiKeyHeader() {
    for (JsonNode scheme : document.root().at("/components/securitySchemes")) {
      if (scheme.path("in").asText().equals("header")) {
        return scheme.path("name").asText();
      }
    }
    throw new IllegalStateException("the document has no API key in a header");
  }

  /** The seconds that the document's example of {@code Retry-After} names. */
  public int retryAfterSeconds() {
    return document.root().at("/components/headers/RetryAfter/example").asInt();
  }

  /** The size of the largest request body that is read, in bytes. */
  public int maxBodyBytes() {
    return document.root().at("/components/responses/PayloadTooLarge/x-max-bytes").asInt();
  }

  /** The names of the fields that a request for this template may have. */
  public Set<String> requestFields(Template template) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode part : document.schema(template.schema()).path("allOf")) {
      document.resolve(part).path("properties").fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  /** The default of a field that every template has; a missing node if it has none. */
  public JsonNode commonDefault(String field) {
    return document.schema("CreateWorkflowFields").path("properties").path(field).path("default");
  }

  private static String schemaName(JsonNode reference) {
    String target = reference.path("$ref").asText();
    return target.substring(target.lastIndexOf('/') + 1);
  }

  private Template readTemplate(String schemaName) {
    JsonNode facts = document.schema(schemaName).path("x-template");
    List<String> inputs = new ArrayList<>();
    facts.path("inputs").forEach(input -> inputs.add(input.asText()));
    Map<String, Mode> modes = new LinkedHashMap<>();
    facts
        .path("modes")
        .properties()
        .forEach(mode -> modes.put(mode.getKey(), readMode(mode.getValue())));
    return new Template(
        requestProperty(schemaName, "template_id").path("enum").path(0).asText(),
        schemaName,
        facts.path("label").asText(),
        facts.path("description").asText(),
        List.copyOf(inputs),
        facts.path("webhook").asBoolean(),
        readOptions(requestProperty(schemaName, "options")),
        modes);
  }

  private Mode readMode(JsonNode mode) {
    JsonNode outputs = document.schema("Flow").path("x-outputs");
    List<Step> steps = new ArrayList<>();
    for (JsonNode flow : mode.path("steps")) {
      steps.add(new Step(steps.size() + 1, flow.asText(), outputs.path(flow.asText()).asText()));
    }
    List<String> results = new ArrayList<>();
    mode.path("outputs").forEach(output -> results.add(output.asText()));
    return new Mode(mode.path("credits").asInt(), new Pipeline(steps), List.copyOf(results));
  }

  private List<TemplateOption> readOptions(JsonNode optionsSchema) {
    List<TemplateOption> options = new ArrayList<>();
    optionsSchema
        .path("properties")
        .properties()
        .forEach(option -> options.add(readOption(option.getKey(), option.getValue())));
    return List.copyOf(options);
  }

  private TemplateOption readOption(String name, JsonNode schema) {
    // A default beside a reference needs an allOf around the reference in OpenAPI 3.0.
    JsonNode type = document.resolve(schema.has("allOf") ? schema.path("allOf").path(0) : schema);
    List<String> values = new ArrayList<>();
    type.path("enum").forEach(value -> values.add(value.asText()));
    String description = schema.path("description").asText(type.path("description").asText());
    return new TemplateOption(
        name,
        type.path("type").asText(),
        description,
        schema.get("default"),
        List.copyOf(values),
        schema.hasNonNull("x-input") ? schema.get("x-input").asText() : null);
  }

  /** The schema of a property of a request schema, looked for in all the parts of its allOf. */
  private JsonNode requestProperty(String schemaName, String property) {
    for (JsonNode part : document.schema(schemaName).path("allOf")) {
      JsonNode found = document.resolve(part).path("properties").path(property);
      if (!found.isMissingNode()) {
        return document.resolve(found);
      }
    }
    throw new IllegalArgumentException(schemaName + " has no property " + property);
  }

  /**
   * Read when it is first asked for, and once: it cannot change, and tests start many simulators.
   */
  private static final class Bundled {
    private static final ApiDocument DOCUMENT = new ApiDocument(OpenApi.load(RESOURCE));
  }
}
