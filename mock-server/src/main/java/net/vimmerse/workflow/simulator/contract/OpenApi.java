package net.vimmerse.workflow.simulator.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI document, read once: its operations, and where a request leads.
 *
 * <p>Immutable and thread-safe; the JSON nodes that it hands out must not be changed.
 */
public final class OpenApi {

  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  /** The list of servers, from the line that it begins with to the last one that is indented. */
  private static final Pattern SERVERS = Pattern.compile("(?m)^servers:\\R(?:[ -].*\\R)+");

  private final String text;
  private final JsonNode root;
  private final List<Operation> operations;

  private OpenApi(String text) throws IOException {
    this.text = text;
    this.root = new YAMLMapper().readTree(text);
    this.operations = readOperations();
  }

  /**
   * Reads the document that is on the class path under this name.
   *
   * @throws IllegalStateException if there is none
   */
  public static OpenApi load(String resource) {
    try (InputStream yaml = OpenApi.class.getResourceAsStream(resource)) {
      if (yaml == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return new OpenApi(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** The names of the properties that a request with this schema may have. */
  public Set<String> propertyNames(String schemaName) {
    Set<String> names = new LinkedHashSet<>();
    schema(schemaName).path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The paths of the document, with parameters in braces. */
  public Set<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    operations.forEach(operation -> paths.add(operation.path()));
    return paths;
  }

  /** The document in YAML, as it was written, but with this URL as its only server. */
  public String yaml(String server) {
    return SERVERS
        .matcher(text)
        .replaceFirst(Matcher.quoteReplacement("servers:\n  - url: " + server + "\n"));
  }

  /** The same in JSON. */
  public String json(String server) {
    ObjectNode copy = root.deepCopy();
    copy.putArray("servers").addObject().put("url", server);
    return copy.toString();
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

  /** A schema component; a missing node if there is none of this name. */
  JsonNode schema(String name) {
    return root.path("components").path("schemas").path(name);
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
        bodySchema(operation),
        errors);
  }

  /** The name of the schema of an operation's request body; null if it has none. */
  private static @Nullable String bodySchema(JsonNode operation) {
    String ref = operation.at("/requestBody/content/application~1json/schema/$ref").asText();
    return ref.isEmpty() ? null : ref.substring(ref.lastIndexOf('/') + 1);
  }
}
