package net.vimmerse.workflow.contract.openapi;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI 3.0 document of the Workflow API, parsed once.
 *
 * <p>Immutable and thread-safe, provided that the returned nodes are not changed.
 */
public final class Document {
  /** The keyword of a {@code oneOf} that names the property which selects a branch. */
  public static final String DISCRIMINATOR = "x-discriminator";

  private static final String RESOURCE = "/net/vimmerse/workflow/workflow-api.yaml";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonNode tree;
  private final SortedMap<PathTemplate, Map<String, Operation>> paths = new TreeMap<>();
  private final List<Operation> operations = new ArrayList<>();
  private final SchemaValidator validation;
  private volatile @Nullable List<TemplateSchema> templates;
  private volatile @Nullable Operation creation;

  private Document(JsonNode tree) {
    this.tree = tree;
    this.validation = new SchemaValidator(tree);
    root()
        .child("paths")
        .children()
        .forEach(
            (path, item) -> {
              Map<String, Operation> byMethod = operationsOf(path, item);
              paths.put(PathTemplate.of(path), byMethod);
              operations.addAll(byMethod.values());
            });
  }

  /**
   * Returns the document that this build was made from.
   *
   * @throws IllegalStateException when it is not on the class path
   */
  public static Document bundled() {
    return of(bundledBytes());
  }

  /**
   * Returns the bytes of the document that this build was made from.
   *
   * @throws IllegalStateException when it is not on the class path
   */
  public static byte[] bundledBytes() {
    try (InputStream in = Document.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("Not on the class path: " + RESOURCE);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Parses a document.
   *
   * @param yaml YAML or JSON
   * @throws IllegalArgumentException when it cannot be parsed, is not OpenAPI 3.0, or a reference
   *     from an operation cannot be resolved
   */
  public static Document of(byte[] yaml) {
    JsonNode tree;
    try {
      tree = YAML.readTree(requireNonNull(yaml, "yaml == null"));
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot parse the document: " + ParserMessage.of(e), e);
    }
    return of(tree);
  }

  /**
   * Creates a document from a parsed tree.
   *
   * @param tree the root, not to be changed afterwards
   * @throws IllegalArgumentException when it is not OpenAPI 3.0, or a reference from an operation
   *     cannot be resolved
   */
  public static Document of(JsonNode tree) {
    if (!tree.path("openapi").asText().startsWith("3.0.")) {
      throw new IllegalArgumentException("Not an OpenAPI 3.0 document: " + tree.path("openapi"));
    }
    return new Document(tree);
  }

  /**
   * Follows every reference of the document, also of what no operation uses.
   *
   * @throws IllegalArgumentException when one is circular, cannot be resolved, or leads out of the
   *     document; the message names its position
   */
  public void checkReferences() {
    checkReferences(tree, JsonPointer.empty());
  }

  private void checkReferences(JsonNode node, JsonPointer pointer) {
    if (node.path("$ref").isTextual()) {
      SchemaNode.of(tree, pointer);
    }
    node.properties()
        .forEach(it -> checkReferences(it.getValue(), pointer.appendProperty(it.getKey())));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      checkReferences(node.get(i), pointer.appendIndex(i));
    }
  }

  /** Returns the operations of a path item by method, in the document's order. */
  public static Map<String, Operation> operationsOf(String path, SchemaNode item) {
    Map<String, Operation> byMethod = new LinkedHashMap<>();
    item.children()
        .forEach(
            (key, node) -> {
              if (METHODS.contains(key)) {
                String method = key.toUpperCase(Locale.ROOT);
                String id = node.text("operationId").orElse(method + " " + path);
                byMethod.put(method, new Operation(method, path, id, item, node));
              }
            });
    return byMethod;
  }

  /** Returns the root of the document. */
  public SchemaNode root() {
    return SchemaNode.of(tree, JsonPointer.empty());
  }

  /**
   * Returns the node at a JSON pointer, with references resolved; a missing node if there is none.
   */
  public SchemaNode at(String pointer) {
    return SchemaNode.of(tree, JsonPointer.compile(pointer));
  }

  /** Returns a component; a missing node if there is none of this name. */
  public SchemaNode component(String section, String name) {
    return root().child("components").child(section).child(name);
  }

  /** Returns the security schemes among the components. */
  public Collection<SchemaNode> securitySchemes() {
    return root().child("components").child("securitySchemes").children().values();
  }

  /** Returns every operation below {@code paths}, in the document's order. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /**
   * Returns the operation with this id.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Operation operation(String id) {
    return operations.stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No operation " + id));
  }

  /**
   * Returns the operation of a request. The path is matched first, literal segments before
   * parameters, then the method.
   *
   * @param method in any case
   * @param segments the decoded segments of the path, without the leading slash
   */
  public Optional<Operation> match(String method, List<String> segments) {
    return Optional.ofNullable(byMethod(segments).get(method.toUpperCase(Locale.ROOT)));
  }

  /** Returns the documented methods of a path; empty when the document has no such path. */
  public Set<String> methods(List<String> segments) {
    return Set.copyOf(byMethod(segments).keySet());
  }

  private Map<String, Operation> byMethod(List<String> segments) {
    return paths.entrySet().stream()
        .filter(entry -> entry.getKey().match(segments).isPresent())
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(Map.of());
  }

  /**
   * Returns true if a path shares its first segment with a documented path. Only such requests
   * belong to the API and are validated.
   */
  public boolean claims(List<String> segments) {
    return paths.keySet().stream().anyMatch(it -> it.segments().get(0).equals(segments.get(0)));
  }

  /**
   * Returns the templates, in the order of the {@code oneOf} that lists them.
   *
   * @throws IllegalArgumentException unless exactly one request body has an {@code x-discriminator}
   */
  public List<TemplateSchema> templates() {
    List<TemplateSchema> cached = templates;
    if (cached == null) {
      cached = TemplateSchema.all(creationSchema());
      templates = cached;
    }
    return cached;
  }

  /** Returns the templates that the service lists: all but those that are marked as removed. */
  public List<TemplateSchema> listedTemplates() {
    return templates().stream().filter(it -> !it.isRemoved()).toList();
  }

  /**
   * Returns the template that a create body selects; empty when there is none.
   *
   * @param body the body; without a template id it selects the default template
   */
  public Optional<TemplateSchema> templateOf(JsonNode body) {
    String id = body.path(templateProperty()).textValue();
    return templates().stream()
        .filter(it -> id == null ? it.isDefault() : it.id().equals(id))
        .findFirst();
  }

  /**
   * Returns the property of a create body that selects the template.
   *
   * @throws IllegalArgumentException unless exactly one request body has an {@code x-discriminator}
   */
  public String templateProperty() {
    return Discriminator.propertyOf(creationSchema());
  }

  /** Returns true if an operation returns the template list. */
  public boolean listsTemplates(Operation operation) {
    SchemaNode items = operation.resultSchema().child("items");
    return ObjectSchema.of(items).properties().containsKey(templateProperty());
  }

  /**
   * Returns the operation that creates from a template: the one whose request body has an {@code
   * x-discriminator}.
   *
   * @throws IllegalArgumentException unless there is exactly one
   */
  public Operation creation() {
    Operation cached = creation;
    if (cached == null) {
      List<Operation> creations =
          operations.stream().filter(it -> hasBranches(it.requestSchema())).toList();
      if (creations.size() != 1) {
        throw new IllegalArgumentException(
            "Exactly one operation must take a body with an "
                + DISCRIMINATOR
                + ", not "
                + creations);
      }
      cached = creations.get(0);
      creation = cached;
    }
    return cached;
  }

  /** Returns the schema of the request body of {@link #creation()}. */
  public SchemaNode creationSchema() {
    return creation().requestSchema();
  }

  /** Returns true if a schema has a branch for each template. */
  public static boolean hasBranches(SchemaNode schema) {
    return schema.value().has("oneOf") && schema.value().has(DISCRIMINATOR);
  }

  /**
   * Validates a value against a schema. Where an {@code x-discriminator} selects a branch of a
   * {@code oneOf}, only that branch is used.
   *
   * @return every error; empty when the value is valid
   */
  public List<SchemaError> validate(SchemaNode schema, JsonNode value) {
    return validation.validate(schema, value);
  }

  /** Returns every example and default of the document, each once, in the document's order. */
  public List<Example> examples() {
    return ExampleCollector.of(this);
  }
}
