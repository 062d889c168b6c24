package net.vimmerse.workflow.contract.sequences.model;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.ObjectSchema;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;

/**
 * What the document says of the life of what can be created: the operations that its links lead to,
 * and how its members change.
 */
public final class ResourceModel {
  private static final String BODY = "$response.body#";
  private static final String CALL_BACK = "{$request.body#/";
  private static final String JSON = "application/json";

  private final Document document;
  private final Operation creation;
  private final Map<Action, Operation> linked = new LinkedHashMap<>();
  private final List<Operation> catalogues = new ArrayList<>();
  private final SchemaNode answer;
  private final int success;
  private final String parameter;
  private final JsonPointer id;
  private final SchemaNode schema;
  private final Map<String, SchemaNode> members;
  private final Map<String, ChangeRule> changes = new LinkedHashMap<>();
  private final StatusTransitions statuses;
  private final SchemaNode update;
  private final Optional<WebhookSpec> callBack;

  /**
   * Reads what the document says.
   *
   * @throws IllegalArgumentException when it does not say enough, naming what is missing
   */
  public ResourceModel(Document document) {
    this.document = document;
    this.creation = document.creation();
    Map.Entry<String, SchemaNode> linking = linking(creation);
    this.success = Integer.parseInt(linking.getKey());
    this.answer = linking.getValue().child("content").child(JSON).child("schema");
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
    SchemaNode at = answer;
    for (String segment : id.head().toString().substring(1).split("/", -1)) {
      at = at.child("properties").child(segment);
    }
    this.schema = at;
    this.members = ObjectSchema.of(schema).properties();
    schema
        .child("x-over-time")
        .children()
        .forEach((member, how) -> changes.put(member, ChangeRule.of(how.value().asText())));
    if (named(ChangeRule.STATUS).isEmpty()) {
      throw new IllegalArgumentException("x-over-time must name a member that is a status");
    }
    this.statuses = StatusTransitions.of(members.get(named(ChangeRule.STATUS).get(0)));
    this.update = body(linked.get(Action.UPDATE));
    this.callBack = readCallBack();
    for (Operation operation : document.operations()) {
      if (operation.method().equals("GET") && !operation.path().contains("{")) {
        catalogues.add(operation);
      }
    }
  }

  private static Map.Entry<String, SchemaNode> linking(Operation creation) {
    return creation.place().child("responses").children().entrySet().stream()
        .filter(it -> !it.getValue().child("links").children().isEmpty())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(creation + " needs links"));
  }

  private Optional<WebhookSpec> readCallBack() {
    for (SchemaNode named : creation.place().child("callbacks").children().values()) {
      for (Map.Entry<String, SchemaNode> address : named.children().entrySet()) {
        if (address.getKey().startsWith(CALL_BACK)) {
          String field = address.getKey().substring(CALL_BACK.length()).replace("}", "");
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

  private static SchemaNode body(Operation operation) {
    return operation.place().child("requestBody").child("content").child(JSON).child("schema");
  }

  public Document document() {
    return document;
  }

  public Operation creation() {
    return creation;
  }

  /** The operation that a link leads to. */
  public Operation linked(Action verb) {
    return linked.get(verb);
  }

  /** The verbs that links lead to. */
  public Set<Action> verbs() {
    return linked.keySet();
  }

  /** Operations that read what does not depend on what was created. */
  public List<Operation> catalogues() {
    return catalogues;
  }

  /** The schema of the answers that hold a state. */
  public SchemaNode answer() {
    return answer;
  }

  /** The documented status of a success. */
  public int success() {
    return success;
  }

  /** The name of the parameter that links fill in. */
  public String parameter() {
    return parameter;
  }

  /** The state within an answer in its documented form; a missing node when there is none. */
  public JsonNode state(JsonNode answer) {
    return answer.at(id.head());
  }

  /** The member of a state that holds its id. */
  public String idMember() {
    return id.last().getMatchingProperty();
  }

  /** The id within a state. */
  public String id(JsonNode state) {
    return state.path(idMember()).asText();
  }

  /** The members of a state and their schemas. */
  public Map<String, SchemaNode> members() {
    return members;
  }

  /** How a member changes of itself. */
  public ChangeRule change(String member) {
    return changes.getOrDefault(member, ChangeRule.NONE);
  }

  /** The members that change like this. */
  public List<String> named(ChangeRule change) {
    return changes.entrySet().stream()
        .filter(it -> it.getValue() == change)
        .map(Map.Entry::getKey)
        .toList();
  }

  public StatusTransitions statuses() {
    return statuses;
  }

  /** The status in a state. */
  public String status(JsonNode state) {
    return state.path(named(ChangeRule.STATUS).get(0)).asText();
  }

  /** The schema of the body of an update. */
  public SchemaNode update() {
    return update;
  }

  public Optional<WebhookSpec> callBack() {
    return callBack;
  }

  /** The documented statuses that say that there is nothing behind a link. */
  public List<Integer> absences(Operation operation) {
    return statusesWhere(operation, refuses -> refuses.equals("links"));
  }

  /** The documented refusals that no fault of the request explains: too little credit, and such. */
  public List<Integer> refusals(Operation operation) {
    return statusesWhere(operation, String::isEmpty).stream()
        .filter(status -> status >= 400 && status < 500)
        .toList();
  }

  /**
   * Whether one of these refusals may come after a success as well: what is created costs something
   * each time, and a limit that is over after a while is told with a documented header for that.
   */
  public boolean mayComeAnyTime(Operation operation, int status) {
    boolean isOverAfterAWhile =
        operation
            .response(status)
            .filter(it -> it.child("headers").child("Retry-After").exists())
            .isPresent();
    return operation.equals(creation) || isOverAfterAWhile;
  }

  private static List<Integer> statusesWhere(
      Operation operation, java.util.function.Predicate<String> refuses) {
    return operation.place().child("responses").children().entrySet().stream()
        .filter(it -> it.getKey().matches("\\d{3}"))
        .filter(it -> refuses.test(it.getValue().text("x-refuses").orElse("")))
        .map(it -> Integer.valueOf(it.getKey()))
        .toList();
  }
}
