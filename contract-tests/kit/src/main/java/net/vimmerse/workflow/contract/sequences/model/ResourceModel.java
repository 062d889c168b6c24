package net.vimmerse.workflow.contract.sequences.model;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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
 */
public final class ResourceModel {
  private static final String BODY = "$response.body#";
  private static final String WEBHOOK = "{$request.body#/";
  private static final String JSON = "application/json";

  private final Document document;
  private final Operation creation;
  private final Map<Action, Operation> linked = new LinkedHashMap<>();
  private final List<Operation> listOperations = new ArrayList<>();
  private final SchemaNode response;
  private final int success;
  private final String parameter;
  private final JsonPointer id;
  private final SchemaNode schema;
  private final Map<String, SchemaNode> properties;
  private final Map<String, ChangeRule> changes = new LinkedHashMap<>();
  private final StatusTransitions statuses;
  private final SchemaNode update;
  private final Optional<WebhookSpec> webhook;

  /**
   * Reads the model.
   *
   * @throws IllegalArgumentException when something is missing in the document; the message names
   *     it
   */
  public ResourceModel(Document document) {
    this.document = document;
    this.creation = document.creation();
    Map.Entry<String, SchemaNode> linking = linking(creation);
    this.success = Integer.parseInt(linking.getKey());
    this.response = linking.getValue().child("content").child(JSON).child("schema");
    Map<String, SchemaNode> links = linking.getValue().child("links").children();
    String name = "";
    String expression = "";
    for (SchemaNode link : links.values()) {
      Operation operation = document.operation(link.text("operationId").orElse(""));
      Action.of(operation.method()).ifPresent(verb -> linked.put(verb, operation));
      Map.Entry<String, SchemaNode> only =
          link.child("parameters").children().entrySet().iterator().next();
      name = only.getKey();
      expression = only.getValue().value().asText();
    }
    this.parameter = name;
    this.id = JsonPointer.compile(expression.substring(BODY.length()));
    SchemaNode at = response;
    for (String segment : id.head().toString().substring(1).split("/", -1)) {
      at = at.child("properties").child(segment);
    }
    this.schema = at;
    this.properties = ObjectSchema.of(schema).properties();
    schema
        .child("x-over-time")
        .children()
        .forEach((property, how) -> changes.put(property, ChangeRule.of(how.value().asText())));
    if (named(ChangeRule.STATUS).isEmpty()) {
      throw new IllegalArgumentException("x-over-time must name a status property");
    }
    this.statuses = StatusTransitions.of(properties.get(named(ChangeRule.STATUS).get(0)));
    this.update = linked.get(Action.UPDATE).requestSchema();
    this.webhook = readWebhook();
    for (Operation operation : document.operations()) {
      if (operation.method().equals("GET") && !operation.path().contains("{")) {
        listOperations.add(operation);
      }
    }
  }

  private static Map.Entry<String, SchemaNode> linking(Operation creation) {
    return creation.node().child("responses").children().entrySet().stream()
        .filter(it -> !it.getValue().child("links").children().isEmpty())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(creation + " needs links"));
  }

  private Optional<WebhookSpec> readWebhook() {
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

  public Document document() {
    return document;
  }

  public Operation creation() {
    return creation;
  }

  /** Returns the operation for an action. */
  public Operation linked(Action verb) {
    return linked.get(verb);
  }

  /** Returns the actions that links lead to. */
  public Set<Action> verbs() {
    return linked.keySet();
  }

  /** Returns the operations that read lists and depend on no resource. */
  public List<Operation> listOperations() {
    return listOperations;
  }

  /** Returns the schema of responses that contain a state. */
  public SchemaNode response() {
    return response;
  }

  /** Returns the documented status of a success. */
  public int success() {
    return success;
  }

  /** Returns the name of the path parameter that links fill in. */
  public String parameter() {
    return parameter;
  }

  /**
   * Returns the state within a response in its documented form; a missing node when there is none.
   */
  public JsonNode state(JsonNode response) {
    return response.at(id.head());
  }

  /** Returns the property of a state that holds its id. */
  public String idProperty() {
    return id.last().getMatchingProperty();
  }

  /** Returns the id within a state. */
  public String id(JsonNode state) {
    return state.path(idProperty()).asText();
  }

  /** Returns the properties of a state and their schemas. */
  public Map<String, SchemaNode> properties() {
    return properties;
  }

  /** Returns how a property changes over time. */
  public ChangeRule change(String property) {
    return changes.getOrDefault(property, ChangeRule.NONE);
  }

  /** Returns the properties with this change rule. */
  public List<String> named(ChangeRule change) {
    return changes.entrySet().stream()
        .filter(it -> it.getValue() == change)
        .map(Map.Entry::getKey)
        .toList();
  }

  public StatusTransitions statuses() {
    return statuses;
  }

  /** Returns the status in a state. */
  public String status(JsonNode state) {
    return state.path(named(ChangeRule.STATUS).get(0)).asText();
  }

  /** Returns the schema of the body of an update. */
  public SchemaNode update() {
    return update;
  }

  public Optional<WebhookSpec> webhook() {
    return webhook;
  }

  /** Returns the documented statuses for a resource that does not exist. */
  public List<Integer> absences(Operation operation) {
    return statusesWhere(operation, refuses -> refuses.equals("links"));
  }

  /**
   * Returns the documented client errors that no error of the request explains, such as too few
   * credits.
   */
  public List<Integer> errorResponses(Operation operation) {
    return statusesWhere(operation, String::isEmpty).stream()
        .filter(status -> status >= 400 && status < 500)
        .toList();
  }

  /**
   * Returns true if such an error may also follow a success: each creation costs credits, and a
   * rate limit is documented with {@code Retry-After}.
   */
  public boolean mayComeAnyTime(Operation operation, int status) {
    boolean isOverAfterAWhile =
        operation
            .response(status)
            .filter(it -> it.child("headers").child("Retry-After").exists())
            .isPresent();
    return operation.equals(creation) || isOverAfterAWhile;
  }

  private static List<Integer> statusesWhere(Operation operation, Predicate<String> refuses) {
    return operation.node().child("responses").children().entrySet().stream()
        .filter(it -> it.getKey().matches("\\d{3}"))
        .filter(it -> refuses.test(it.getValue().text("x-refuses").orElse("")))
        .map(it -> Integer.valueOf(it.getKey()))
        .toList();
  }
}
