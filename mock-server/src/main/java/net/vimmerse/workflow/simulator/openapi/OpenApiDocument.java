package net.vimmerse.workflow.simulator.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI document: its operations, routes and schemas.
 *
 * <p>Immutable and thread-safe; callers must not change the JSON nodes that it returns.
 */
public final class OpenApiDocument {

  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  /** Matches the list of servers: its first line and all indented lines that follow. */
  private static final Pattern SERVERS = Pattern.compile("(?m)^servers:\\R(?:[ -].*\\R)+");

  /** By resource: tests start many simulators. */
  private static final ConcurrentMap<String, OpenApiDocument> LOADED = new ConcurrentHashMap<>();

  private final String text;
  private final JsonNode root;
  private final List<Operation> operations;
  private final RequestValidator validator;

  /** Those with fewer path parameters first. */
  private final List<PathItem> paths;

  private OpenApiDocument(String text, JsonNode root) {
    this.text = text;
    this.root = root;
    this.operations = readOperations();
    this.validator = new RequestValidator(root);
    this.paths =
        operations.stream()
            .collect(
                Collectors.groupingBy(Operation::path, LinkedHashMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(path -> new PathItem(PathTemplate.of(path.getKey()), path.getValue()))
            .sorted(Comparator.comparingInt(path -> path.template.parameterCount()))
            .toList();
  }

  /**
   * Returns a document on the class path, which is read once.
   *
   * @throws IllegalStateException if it does not exist
   */
  public static OpenApiDocument load(String resource) {
    return LOADED.computeIfAbsent(resource, OpenApiDocument::read);
  }

  private static OpenApiDocument read(String resource) {
    try (InputStream stream = OpenApiDocument.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      byte[] yaml = stream.readAllBytes();
      String text = new String(yaml, StandardCharsets.UTF_8);
      return ConvertedDocument.find(resource, yaml)
          .map(root -> new OpenApiDocument(text, root))
          .orElseGet(() -> parse(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Parses a document in YAML.
   *
   * @throws UncheckedIOException if it is not YAML
   */
  public static OpenApiDocument parse(String yaml) {
    try {
      return new OpenApiDocument(yaml, new YAMLMapper().readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the validator of requests of this document. */
  public RequestValidator validator() {
    return validator;
  }

  /**
   * Returns the operation with this operationId.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Operation operation(String id) {
    return operations.stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the document has no operation " + id));
  }

  /** Finds the operation for a method and a percent-encoded path. */
  public Route route(String method, String rawPath) {
    for (PathItem path : paths) {
      Optional<Map<String, String>> parameters = path.template.match(rawPath);
      if (parameters.isPresent()) {
        return route(method, path, parameters.get());
      }
    }
    return new Route.UnknownPath();
  }

  private static Route route(String method, PathItem path, Map<String, String> parameters) {
    for (Operation operation : path.operations) {
      if (operation.method().equals(method)) {
        return new Route.Found(operation, parameters);
      }
    }
    return wrongMethod(path.operations);
  }

  private static Route wrongMethod(List<Operation> samePath) {
    return new Route.WrongMethod(
        samePath.stream().map(Operation::method).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Returns the names of the properties of a schema. */
  public Set<String> propertyNames(String schemaName) {
    return schema(schemaName)
        .path("properties")
        .propertyStream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Returns all paths, with parameters in braces. */
  public Set<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    operations.forEach(operation -> paths.add(operation.path()));
    return paths;
  }

  /** Returns the YAML text of the jar with this URL as the only server. */
  public String yaml(String server) {
    return SERVERS
        .matcher(text)
        .replaceFirst(
            Matcher.quoteReplacement("servers:\n  - url: " + TextNode.valueOf(server) + "\n"));
  }

  /** Returns the document in JSON with this URL as the only server. */
  public String json(String server) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    copy.setAll((ObjectNode) root);
    copy.putArray("servers").addObject().put("url", server);
    return copy.toString();
  }

  /** Returns the whole document. */
  JsonNode root() {
    return root;
  }

  /** Follows a reference; returns {@code node} itself if it is none. */
  JsonNode resolve(JsonNode node) {
    return node.has("$ref")
        ? resolve(root.at(JsonPointer.compile(node.get("$ref").asText().substring(1))))
        : node;
  }

  /** Returns a schema component; a missing node if there is none. */
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
    return List.copyOf(found);
  }

  private Operation readOperation(String method, String path, JsonNode item, JsonNode operation) {
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
        Stream.of(item, operation)
            .flatMap(part -> part.path("parameters").valueStream())
            .map(this::resolve)
            .toList(),
        bodySchema(operation),
        errors);
  }

  /** Returns the name of the schema of the request body; null if there is no body. */
  private static @Nullable String bodySchema(JsonNode operation) {
    String ref = operation.at("/requestBody/content/application~1json/schema/$ref").asText();
    return ref.isEmpty() ? null : ref.substring(ref.lastIndexOf('/') + 1);
  }

  private record PathItem(PathTemplate template, List<Operation> operations) {}
}
