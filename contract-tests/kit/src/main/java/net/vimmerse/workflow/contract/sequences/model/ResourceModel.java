package net.vimmerse.workflow.contract.sequences.model;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * The document's model of a resource: the operations that its links lead to, and how its properties
 * change.
 *
 * @param creation the operation that creates a resource
 * @param linked the operation for each action, as far as links lead to one
 * @param listOperations the operations that read lists and depend on no resource
 * @param response the schema of responses that contain a state
 * @param success the documented status of a success
 * @param parameter the name of the path parameter that links fill in
 * @param id the location of the id in a response
 * @param properties the properties of a state and their schemas
 * @param changes how properties change over time
 * @param statuses the statuses and their transitions
 * @param webhook the documented webhook; empty when there is none
 */
public record ResourceModel(
    Document document,
    Operation creation,
    Map<Action, Operation> linked,
    List<Operation> listOperations,
    SchemaNode response,
    int success,
    String parameter,
    JsonPointer id,
    Map<String, SchemaNode> properties,
    Map<String, ChangeRule> changes,
    StatusTransitions statuses,
    Optional<WebhookSpec> webhook) {
  private static final String BODY = "$response.body#";
  private static final String WEBHOOK = "{$request.body#/";

  /**
   * Reads the model.
   *
   * @throws IllegalArgumentException when something is missing in the document; the message names
   *     it
   */
  public static ResourceModel of(Document document) {
    Operation creation = document.creation();
    Map.Entry<String, SchemaNode> linking = linking(creation);
    SchemaNode response = linking.getValue().child("content").child("application/json");
    Map<Action, Operation> linked = new LinkedHashMap<>();
    String parameter = "";
    String expression = "";
    for (SchemaNode link : linking.getValue().child("links").children().values()) {
      Operation operation = document.operation(link.text("operationId").orElse(""));
      Action.of(operation.method()).ifPresent(verb -> linked.put(verb, operation));
      Map.Entry<String, SchemaNode> only =
          link.child("parameters").children().entrySet().iterator().next();
      parameter = only.getKey();
      expression = only.getValue().value().asText();
    }
    JsonPointer id = JsonPointer.compile(expression.substring(BODY.length()));
    SchemaNode schema = response.child("schema");
    for (String segment : id.head().toString().substring(1).split("/", -1)) {
      schema = schema.child("properties").child(segment);
    }
    Map<String, SchemaNode> properties = ObjectSchema.of(schema).properties();
    Map<String, ChangeRule> changes = new LinkedHashMap<>();
    schema
        .child("x-over-time")
        .children()
        .forEach((property, how) -> changes.put(property, ChangeRule.of(how.value().asText())));
    String status =
        named(changes, ChangeRule.STATUS).stream()
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("x-over-time must name a status property"));
    return new ResourceModel(
        document,
        creation,
        linked,
        document.operations().stream()
            .filter(it -> it.method().equals("GET") && !it.path().contains("{"))
            .toList(),
        response.child("schema"),
        Integer.parseInt(linking.getKey()),
        parameter,
        id,
        properties,
        changes,
        StatusTransitions.of(properties.get(status)),
        webhook(creation));
  }

  private static Map.Entry<String, SchemaNode> linking(Operation creation) {
    return creation.node().child("responses").children().entrySet().stream()
        .filter(it -> !it.getValue().child("links").children().isEmpty())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(creation + " needs links"));
  }

  private static Optional<WebhookSpec> webhook(Operation creation) {
    for (SchemaNode named : creation.node().child("callbacks").children().values()) {
      for (Map.Entry<String, SchemaNode> address : named.children().entrySet()) {
        if (address.getKey().startsWith(WEBHOOK)) {
          String field = address.getKey().substring(WEBHOOK.length()).replace("}", "");
          Map.Entry<String, SchemaNode> method =
              address.getValue().children().entrySet().iterator().next();
          SchemaNode content = method.getValue().child("requestBody").child("content");
          String type = content.children().keySet().stream().findFirst().orElse("");
          SchemaNode body = content.child(type).child("schema");
          return Optional.of(new WebhookSpec(field, method.getKey(), type, body));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the actions that links lead to. */
  public Set<Action> verbs() {
    return linked.keySet();
  }

  /**
   * Returns the state within a response in its documented form; a missing node when there is none.
   */
  public JsonNode state(JsonNode response) {
    return response.at(id.head());
  }

  /**
   * Returns a state with documented properties only. A property that is missing takes the value of
   * an undocumented one with a similar name that fits, so that a renamed property hides nothing.
   */
  public JsonNode documented(JsonNode state) {
    if (!(state instanceof ObjectNode)) {
      return state;
    }
    ObjectNode own = state.deepCopy();
    properties.forEach(
        (name, schema) -> {
          if (!state.has(name)) {
            state.properties().stream()
                .filter(it -> !properties.containsKey(it.getKey()) && alike(name, it.getKey()))
                .filter(it -> document.validate(schema, it.getValue()).isEmpty())
                .findFirst()
                .ifPresent(it -> own.set(name, it.getValue()));
          }
        });
    return own.retain(properties.keySet());
  }

  private static boolean alike(String one, String other) {
    return one.contains(other) || other.contains(one);
  }

  /** Returns the property of a state that holds its id. */
  public String idProperty() {
    return id.last().getMatchingProperty();
  }

  /** Returns the id within a state. */
  public String id(JsonNode state) {
    return state.path(idProperty()).asText();
  }

  /** Returns how a property changes over time. */
  public ChangeRule change(String property) {
    return changes.getOrDefault(property, ChangeRule.NONE);
  }

  /** Returns the properties with this change rule. */
  public List<String> named(ChangeRule change) {
    return named(changes, change);
  }

  private static List<String> named(Map<String, ChangeRule> changes, ChangeRule change) {
    return changes.entrySet().stream()
        .filter(it -> it.getValue() == change)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns the status in a state. */
  public String status(JsonNode state) {
    return state.path(named(ChangeRule.STATUS).get(0)).asText();
  }

  /** Returns the schema of the body of an update. */
  public SchemaNode update() {
    return linked.get(Action.UPDATE).requestSchema();
  }

  /** Returns the documented statuses for a resource that does not exist. */
  public List<Integer> absences(Operation operation) {
    return statusesWhere(operation, refuses -> refuses.equals("links"));
  }

  /**
   * Returns the documented client errors that no error of the request explains, such as too few
   * credits.
   */
  public List<Integer> unexplainedErrors(Operation operation) {
    return statusesWhere(operation, String::isEmpty).stream()
        .filter(status -> status >= 400 && status < 500)
        .toList();
  }

  /**
   * Returns true if such an error may also follow a success: each creation costs credits, and a
   * rate limit is documented with {@code Retry-After}.
   */
  public boolean mayOccurAnyTime(Operation operation, int status) {
    boolean isTemporary =
        operation
            .response(status)
            .filter(it -> it.child("headers").child("Retry-After").exists())
            .isPresent();
    return operation.equals(creation) || isTemporary;
  }

  private static List<Integer> statusesWhere(Operation operation, Predicate<String> refuses) {
    return operation.node().child("responses").children().entrySet().stream()
        .filter(it -> it.getKey().matches("\\d{3}"))
        .filter(it -> refuses.test(it.getValue().text("x-refuses").orElse("")))
        .map(it -> Integer.valueOf(it.getKey()))
        .toList();
  }
}
