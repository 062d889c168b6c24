package net.vimmerse.workflow.simulator.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final JsonNode root;
  private final List<Operation> operations;
  private final Map<String, Template> templates;
  private final String defaultTemplateId;

  private ApiDocument(JsonNode root) {
    this.root = root;
    this.operations = readOperations();
    this.templates = new LinkedHashMap<>();
    String withoutId = null;
    for (JsonNode member : schema("CreateWorkflowRequest").path("oneOf")) {
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
    try (InputStream yaml = ApiDocument.class.getResourceAsStream(RESOURCE)) {
      if (yaml == null) {
        throw new IllegalStateException("not on the class path: " + RESOURCE);
      }
      return new ApiDocument(new YAMLMapper().readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /**
   * The operation with this operationId.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Operation operation(String id) {
    return operations.stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the document has no operation " + id));
  }

  /** Where a request with this method and raw path leads to. */
  public Route route(String method, String rawPath) {
    Optional<String> path =
        operations.stream()
            .filter(operation -> operation.match(rawPath).isPresent())
            .map(Operation::path)
            .findFirst();
    if (path.isEmpty()) {
      return new Route.UnknownPath();
    }
    TreeSet<String> allowed = new TreeSet<>();
    for (Operation operation : operations) {
      if (operation.path().equals(path.get())) {
        if (operation.method().equals(method)) {
          return new Route.Found(operation, operation.match(rawPath).orElseThrow());
        }
        allowed.add(operation.method());
      }
    }
    return new Route.WrongMethod(allowed);
  }

  /** The name of the header that carries the API key. */
  public String apiKeyHeader() {
    for (JsonNode scheme : root.at("/components/securitySchemes")) {
      if (scheme.path("in").asText().equals("header")) {
        return scheme.path("name").asText();
      }
    }
    throw new IllegalStateException("the document has no API key in a header");
  }

  /** The seconds that the document's example of {@code Retry-After} names. */
  public int retryAfterSeconds() {
    return root.at("/components/headers/RetryAfter/example").asInt();
  }

  /** The size of the largest request body that is read, in bytes. */
  public int maxBodyBytes() {
    return root.at("/components/responses/PayloadTooLarge/x-max-bytes").asInt();
  }

  /** The names of the properties that a request with this schema may have. */
  public Set<String> propertyNames(String schemaName) {
    Set<String> names = new LinkedHashSet<>();
    schema(schemaName).path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The names of the fields that a request for this template may have. */
  public Set<String> requestFields(Template template) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode part : schema(template.schema()).path("allOf")) {
      resolve(part).path("properties").fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  /** The paths of the document, with parameters in braces. */
  public Set<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    operations.forEach(operation -> paths.add(operation.path()));
    return paths;
  }

  /** The default of a field that every template has; a missing node if it has none. */
  public JsonNode commonDefault(String field) {
    return schema("CreateWorkflowFields").path("properties").path(field).path("default");
  }

  /** The whole document, for reading schemas. */
  JsonNode root() {
    return root;
  }

  /** The node that {@code node} refers to, or {@code node} itself if it is no reference. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref")
        ? resolve(root.at(JsonPointer.compile(node.get("$ref").asText().substring(1))))
        : node;
  }

  private JsonNode schema(String name) {
    return root.path("components").path("schemas").path(name);
  }

  private static String schemaName(JsonNode reference) {
    String target = reference.path("$ref").asText();
    return target.substring(target.lastIndexOf('/') + 1);
  }

  private List<Operation> readOperations() {
    List<Operation> found = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path -> {
              for (String method : METHODS) {
                JsonNode operation = path.getValue().path(method);
                if (operation.isObject()) {
                  found.add(readOperation(method, path.getKey(), path.getValue(), operation));
                }
              }
            });
    found.sort(Comparator.comparingInt(Operation::parameterCount));
    return List.copyOf(found);
  }

  private Operation readOperation(String method, String path, JsonNode item, JsonNode operation) {
    List<JsonNode> parameters = new ArrayList<>();
    item.path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
    operation.path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
    Map<Integer, JsonNode> errors = new LinkedHashMap<>();
    operation
        .path("responses")
        .properties()
        .forEach(
            response -> {
              JsonNode example =
                  resolve(response.getValue()).at("/content/application~1json/example");
              if (response.getKey().matches("[45]\\d\\d") && !example.isMissingNode()) {
                errors.put(Integer.valueOf(response.getKey()), example);
              }
            });
    return new Operation(
        operation.path("operationId").asText(),
        method.toUpperCase(Locale.ROOT),
        path,
        List.copyOf(parameters),
        errors);
  }

  private Template readTemplate(String schemaName) {
    JsonNode facts = schema(schemaName).path("x-template");
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
    JsonNode outputs = schema("Flow").path("x-outputs");
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
    JsonNode type = resolve(schema.has("allOf") ? schema.path("allOf").path(0) : schema);
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
    for (JsonNode part : schema(schemaName).path("allOf")) {
      JsonNode found = resolve(part).path("properties").path(property);
      if (!found.isMissingNode()) {
        return resolve(found);
      }
    }
    throw new IllegalArgumentException(schemaName + " has no property " + property);
  }
}
