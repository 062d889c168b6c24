package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.vimmerse.workflow.simulator.simulation.Pipeline;
import net.vimmerse.workflow.simulator.simulation.Step;

/**
 * The OpenAPI document of the Workflow API. Every fact about the API that the simulator uses comes
 * from here.
 *
 * <p>Immutable and thread-safe; callers must not change the JSON nodes that it returns.
 */
public final class WorkflowApiDocument {

  private static final String RESOURCE = "/net/vimmerse/workflow/workflow-api.yaml";

  private final OpenApiDocument document;
  private final Map<String, Template> templates;
  private final String defaultTemplateId;
  private final String apiKeyHeader;
  private final int maxBodyBytes;

  /** Creates the view of another document than the bundled one. */
  public WorkflowApiDocument(OpenApiDocument document) {
    this.document = document;
    this.templates = new LinkedHashMap<>();
    String withoutId = null;
    for (JsonNode branch : document.schema("CreateWorkflowRequest").path("oneOf")) {
      String name = schemaName(branch);
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
    this.apiKeyHeader = readApiKeyHeader();
    this.maxBodyBytes =
        document.root().at("/components/responses/PayloadTooLarge/x-max-bytes").asInt();
  }

  private String readApiKeyHeader() {
    for (JsonNode scheme : document.root().at("/components/securitySchemes")) {
      if (scheme.path("in").asText().equals("header")) {
        return scheme.path("name").asText();
      }
    }
    throw new IllegalStateException("the document has no API key in a header");
  }

  /** Returns the document bundled with this version of the simulator. */
  public static WorkflowApiDocument load() {
    return Bundled.DOCUMENT;
  }

  /** Returns the generic part of the document. */
  public OpenApiDocument openApi() {
    return document;
  }

  /** Returns the templates in document order. */
  public Collection<Template> templates() {
    return templates.values();
  }

  /** Returns the templates that the service lists, in document order. */
  public List<Template> listedTemplates() {
    return templates.values().stream().filter(template -> !template.removed()).toList();
  }

  /** Returns the template with this id; empty if there is none. */
  public Optional<Template> template(String id) {
    return Optional.ofNullable(templates.get(id));
  }

  /** Returns the template of a request without {@code template_id}. */
  public Template defaultTemplate() {
    return templates.get(defaultTemplateId);
  }

  /** Returns the name of the header that carries the API key. */
  public String apiKeyHeader() {
    return apiKeyHeader;
  }

  /** Returns the example of {@code Retry-After} in the document, in seconds. */
  public int retryAfterSeconds() {
    return document.root().at("/components/headers/RetryAfter/example").asInt();
  }

  /** Returns the maximum size of a request body, in bytes. */
  public int maxBodyBytes() {
    return maxBodyBytes;
  }

  /** Returns the default of a property that every template has; a missing node if it has none. */
  public JsonNode commonDefault(String property) {
    return document
        .schema("CreateWorkflowFields")
        .path("properties")
        .path(property)
        .path("default");
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private static String schemaName(JsonNode reference) {
    String target = reference.path("$ref").asText();
    return target.substring(target.lastIndexOf('/') + 1);
  }

  private Template readTemplate(String schemaName) {
    JsonNode metadata = document.schema(schemaName).path("x-template");
    Map<String, PipelineMode> modes = new LinkedHashMap<>();
    metadata
        .path("modes")
        .properties()
        .forEach(mode -> modes.put(mode.getKey(), readMode(mode.getValue())));
    return new Template(
        requestProperty(schemaName, "template_id").path("enum").path(0).asText(),
        schemaName,
        requestProperties(schemaName),
        metadata.path("label").asText(),
        metadata.path("description").asText(),
        texts(metadata.path("inputs")),
        metadata.path("webhook").asBoolean(),
        metadata.has("removed"),
        readOptions(requestProperty(schemaName, "options")),
        modes);
  }

  private Set<String> requestProperties(String schemaName) {
    return document
        .schema(schemaName)
        .path("allOf")
        .valueStream()
        .flatMap(part -> document.resolve(part).path("properties").propertyStream())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private PipelineMode readMode(JsonNode mode) {
    JsonNode outputs = document.schema("Flow").path("x-outputs");
    List<Step> steps = new ArrayList<>();
    for (JsonNode flow : mode.path("steps")) {
      steps.add(new Step(steps.size() + 1, flow.asText(), outputs.path(flow.asText()).asText()));
    }
    return new PipelineMode(
        mode.path("credits").asInt(), new Pipeline(steps), texts(mode.path("outputs")));
  }

  private List<TemplateOption> readOptions(JsonNode optionsSchema) {
    return optionsSchema
        .path("properties")
        .propertyStream()
        .map(option -> readOption(option.getKey(), option.getValue()))
        .toList();
  }

  private TemplateOption readOption(String name, JsonNode schema) {
    // In OpenAPI 3.0, a default beside a reference needs an allOf around the reference.
    JsonNode type = document.resolve(schema.has("allOf") ? schema.path("allOf").path(0) : schema);
    String description = schema.path("description").asText(type.path("description").asText());
    return new TemplateOption(
        name,
        type.path("type").asText(),
        description,
        schema.get("default"),
        texts(type.path("enum")),
        schema.hasNonNull("x-input") ? schema.get("x-input").asText() : null);
  }

  /** Returns the schema of a property, found in any part of the allOf of a request schema. */
  private JsonNode requestProperty(String schemaName, String property) {
    for (JsonNode part : document.schema(schemaName).path("allOf")) {
      JsonNode found = document.resolve(part).path("properties").path(property);
      if (!found.isMissingNode()) {
        return document.resolve(found);
      }
    }
    throw new IllegalArgumentException(schemaName + " has no property " + property);
  }

  /** Loads the document once, on first use: tests start many simulators. */
  private static final class Bundled {
    private static final WorkflowApiDocument DOCUMENT =
        new WorkflowApiDocument(OpenApiDocument.load(RESOURCE));
  }
}
