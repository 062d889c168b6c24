package net.vimmerse.workflow.contract.sequences.runner;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.execution.ParallelTasks;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.sequences.invariants.Evaluation;
import net.vimmerse.workflow.contract.sequences.invariants.Invariant;
import net.vimmerse.workflow.contract.sequences.invariants.InvariantId;
import net.vimmerse.workflow.contract.sequences.invariants.InvariantViolation;
import net.vimmerse.workflow.contract.sequences.invariants.Observation;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Response;
import net.vimmerse.workflow.contract.sequences.invariants.ReceivedWebhook;
import net.vimmerse.workflow.contract.sequences.model.Action;
import net.vimmerse.workflow.contract.sequences.model.Command;
import net.vimmerse.workflow.contract.sequences.model.Command.Access;
import net.vimmerse.workflow.contract.sequences.model.Command.Advance;
import net.vimmerse.workflow.contract.sequences.model.Command.AwaitEnd;
import net.vimmerse.workflow.contract.sequences.model.Command.Create;
import net.vimmerse.workflow.contract.sequences.model.Command.NewResource;
import net.vimmerse.workflow.contract.sequences.model.Command.ReadList;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.model.ExecutedCommands;
import net.vimmerse.workflow.contract.sequences.model.ResourceModel;
import net.vimmerse.workflow.contract.sequences.model.TrackedResource;
import net.vimmerse.workflow.contract.validation.JsonBody;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import okhttp3.Headers;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Runs one sequence in one environment. Each command brings further requests: changed resources are
 * read afterwards, and advances are followed by a read of every resource.
 */
final class SequenceExecution {
  /** How long a late workflow is followed, since what comes after its end matters too. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration SHORT_PAUSE = Duration.ofMillis(1);

  private final ResourceModel model;
  private final List<Invariant> invariants;
  private final Environment environment;
  private final @Nullable WebhookReceiver receiver;
  private final JsonNode anyUpdate;
  private final String token = UUID.randomUUID().toString();
  private final Map<String, TrackedResource> resources = new LinkedHashMap<>();
  private final Map<String, JsonNode> lastLists = new HashMap<>();
  private final List<ValidationResult> validations = new ArrayList<>();
  private final Set<String> applied = new LinkedHashSet<>();
  private final List<String> unseen = new ArrayList<>();

  /** The ids of the operations that succeeded for each key. */
  private final Map<Target, Set<String>> allowed = new HashMap<>();

  private final ShellScript script = new ShellScript();
  private final boolean goesOn;
  private final Map<InvariantId, Evidence> found = new LinkedHashMap<>();
  private final List<ExecutedCommands.Timed> executed = new ArrayList<>();

  /** The names of the resources that the latest request or observation was about. */
  private Set<String> subjects = Set.of();

  private Duration elapsed = Duration.ZERO;

  /**
   * Creates an execution.
   *
   * @param receiver receives the webhooks; null when none can arrive
   * @param anyUpdate a valid body of an update
   * @param goesOn true to go on after a violation, with the state that the server has
   */
  SequenceExecution(
      ResourceModel model,
      List<Invariant> invariants,
      Environment environment,
      @Nullable WebhookReceiver receiver,
      JsonNode anyUpdate,
      boolean goesOn) {
    this.model = model;
    this.invariants = invariants;
    this.environment = environment;
    this.receiver = receiver;
    this.anyUpdate = anyUpdate;
    this.goesOn = goesOn;
  }

  /**
   * A violation, and what led to it.
   *
   * @param commands the commands that were executed until then
   * @param subjects the names of the resources that it is about; empty if it is about none
   * @param lines the number of lines of the script until then
   */
  record Evidence(
      InvariantViolation violation, ExecutedCommands commands, Set<String> subjects, int lines) {}

  /** Returns the first violation of each invariant after which the sequence went on. */
  List<Evidence> found() {
    return List.copyOf(found.values());
  }

  /** Returns what led to a violation that was just thrown. */
  Evidence evidence(InvariantViolation violation) {
    return new Evidence(
        violation, new ExecutedCommands(executed, elapsed), subjects, script.size());
  }

  /** Returns what did not occur although it was awaited, and need not have. */
  List<String> unseen() {
    return List.copyOf(unseen);
  }

  /** Returns every exchange, in order. */
  List<ValidationResult> validations() {
    return validations;
  }

  /** Returns the names of the invariants that applied to an observation. */
  Set<String> applied() {
    return applied;
  }

  /** Returns the requests as a shell script. */
  ShellScript script() {
    return script;
  }

  /**
   * Runs the sequence.
   *
   * @throws InvariantViolation when an invariant is violated
   * @throws SequenceAbortedException when the server rejects a request for a reason that is not an
   *     error
   * @throws IOException when the clock cannot be advanced
   */
  void run(CommandSequence sequence)
      throws IOException, InvariantViolation, SequenceAbortedException {
    int keys = environment.keys().size();
    for (Command command : sequence.commands()) {
      if (isPossible(command)) {
        executed.add(new ExecutedCommands.Timed(elapsed, command));
        execute(command);
      }
      checkWebhooks();
    }
    for (TrackedResource resource : resources.values()) {
      for (int key = 0; key < keys; key++) {
        if (key != resource.owner() || resource.deleted()) {
          access(key, Action.READ, resource, MissingNode.getInstance());
        }
      }
    }
    advance(SHORT_PAUSE);
  }

  /** Returns false for a command of a missing key, or about a resource that does not exist. */
  private boolean isPossible(Command command) {
    int keys = environment.keys().size();
    if (command instanceof Create create) {
      return create.key() < keys;
    } else if (command instanceof Access access) {
      return access.key() < keys && resources.containsKey(access.name());
    } else if (command instanceof ReadList readList) {
      return readList.key() < keys;
    } else if (command instanceof AwaitEnd end) {
      TrackedResource resource = resources.get(end.name());
      return resource != null && !resource.deleted();
    }
    return true;
  }

  private void execute(Command command)
      throws IOException, InvariantViolation, SequenceAbortedException {
    if (command instanceof Create create) {
      create(create);
    } else if (command instanceof Access access) {
      access(access, resource(access.name()));
    } else if (command instanceof ReadList readList) {
      readList(readList);
    } else if (command instanceof Advance pass) {
      advance(pass.time());
    } else if (command instanceof AwaitEnd end) {
      awaitEnd(end, resource(end.name()));
    }
  }

  private TrackedResource resource(String name) {
    return requireNonNull(resources.get(name), name);
  }

  private void create(Create create)
      throws IOException, InvariantViolation, SequenceAbortedException {
    Target target = environment.keys().get(create.key());
    List<TrackedResource> created = new ArrayList<>();
    List<CaseRequest> requests = new ArrayList<>();
    for (NewResource newResource : create.newResources()) {
      Optional<String> address =
          newResource.hasWebhook() && receiver != null
              ? Optional.of(token + "-" + newResource.name())
              : Optional.empty();
      ObjectNode body = newResource.body().deepCopy();
      if (address.isPresent()) {
        body.put(model.webhook().orElseThrow().field(), receiver.url(address.get()));
      }
      created.add(
          new TrackedResource(
              newResource.name(), create.key(), newResource.body(), elapsed, address));
      CaseRequest request = request(model.creation(), model.creation().path(), body);
      requests.add(request);
      script.create(target, create.key(), request, newResource.name(), model.idProperty());
    }
    subjects =
        create.newResources().stream()
            .map(NewResource::name)
            .collect(Collectors.toUnmodifiableSet());
    List<ValidationResult> responses = sendAtOnce(target, requests);
    boolean ended = false;
    for (int i = 0; i < created.size(); i++) {
      TrackedResource resource = created.get(i);
      Response response = response(model.creation(), responses.get(i), target, true);
      String id = model.id(response.state());
      List<String> taken =
          resources.values().stream()
              .filter(it -> it.id().equals(id))
              .map(TrackedResource::name)
              .toList();
      subjects =
          Stream.concat(Stream.of(resource.name()), taken.stream())
              .collect(Collectors.toUnmodifiableSet());
      if (response.status() == model.success() && id.isEmpty()) {
        check(new Observation.Created(resource, response, false));
        throw new SequenceAbortedException("the response to " + model.creation() + " has no id");
      }
      check(new Observation.Created(resource, response, !taken.isEmpty()));
      if (!response.hasState()) {
        continue;
      }
      resource.created(id, response.state());
      resources.put(resource.name(), resource);
      ended |= model.statuses().isFinal(model.status(resource.state()));
    }
    for (TrackedResource resource : created) {
      if (resources.containsKey(resource.name())) {
        read(resource);
      }
    }
    if (ended) {
      advance(SHORT_PAUSE); // Webhooks of workflows that end at once arrive with a delay.
    }
  }

  private void access(Access access, TrackedResource resource)
      throws InvariantViolation, SequenceAbortedException {
    boolean permitted = resource.isFor(access.key());
    Response response =
        access(
            access.key(),
            access.verb(),
            resource,
            access.body().orElseGet(MissingNode::getInstance));
    if (access.verb() == Action.DELETE && response.status() == model.success() && !permitted) {
      resource.delete(); // A violation, after which it is gone.
    } else if (permitted
        && access.verb() == Action.DELETE
        && response.status() == model.success()) {
      resource.delete();
      for (Action verb : model.verbs()) {
        access(
            resource.owner(),
            verb,
            resource,
            verb == Action.UPDATE ? anyUpdate : MissingNode.getInstance());
      }
    } else if (!resource.deleted()) {
      read(resource);
    }
  }

  private void read(TrackedResource resource) throws InvariantViolation, SequenceAbortedException {
    access(resource.owner(), Action.READ, resource, MissingNode.getInstance());
  }

  /** Follows a resource until it has a final status, and waits a little for its webhook. */
  private void awaitEnd(AwaitEnd end, TrackedResource resource)
      throws IOException, InvariantViolation, SequenceAbortedException {
    for (int left = AwaitEnd.STEPS; left > 0 && !isFinal(resource); left--) {
      advance(end.step());
    }
    if (!isFinal(resource) && end.mustEnd()) {
      subjects = Set.of(resource.name());
      violated(
          new InvariantViolation(
              InvariantId.ENDS_IN_TIME,
              "%s is \"%s\" after %s"
                  .formatted(
                      resource,
                      model.status(resource.state()),
                      elapsed.minus(resource.createdAt()))),
          validations.get(validations.size() - 1));
    }
    for (int left = AwaitEnd.STEPS; left > 0 && !isFinal(resource); left--) {
      advance(PATIENCE.dividedBy(AwaitEnd.STEPS));
    }
    Duration ended = elapsed;
    boolean awaitsWebhook = receiver != null && resource.address().isPresent() && isFinal(resource);
    for (int left = AwaitEnd.STEPS / 4; left > 0 && awaitsWebhook; left--) {
      advance(end.step());
      awaitsWebhook = resource.webhooks() == 0;
    }
    if (!isFinal(resource)) {
      unseen.add("not ended after " + elapsed.minus(resource.createdAt()).toSeconds() + " s");
    } else if (awaitsWebhook) {
      unseen.add("no webhook after " + elapsed.minus(ended).toSeconds() + " s");
    }
  }

  private boolean isFinal(TrackedResource resource) {
    return model.statuses().isFinal(model.status(resource.state()));
  }

  private Response access(int key, Action verb, TrackedResource resource, JsonNode body)
      throws InvariantViolation, SequenceAbortedException {
    Operation operation = model.linked().get(verb);
    Target target = environment.keys().get(key);
    script.access(
        target, key, request(operation, path(operation, "$" + resource), body), resource.name());
    CaseRequest request =
        request(operation, path(operation, Operation.encodeSegment(resource.id())), body);
    boolean permitted = resource.isFor(key);
    subjects = Set.of(resource.name());
    Response response = response(operation, send(target, request), target, permitted);
    check(new Observation.Accessed(resource, verb, key, body, response));
    // The state of another caller's update is the state, although that is a violation.
    if (response.hasState() && (permitted || verb == Action.UPDATE)) {
      resource.seen(response.state(), elapsed);
    }
    return response;
  }

  private void readList(ReadList readList) throws InvariantViolation, SequenceAbortedException {
    Operation operation = model.document().operation(readList.operation());
    CaseRequest request = request(operation, operation.path(), MissingNode.getInstance());
    Target target = environment.keys().get(readList.key());
    script.readList(target, readList.key(), request);
    subjects = Set.of();
    Response response = response(operation, send(target, request), target, true);
    JsonNode before = lastLists.getOrDefault(readList.operation(), MissingNode.getInstance());
    check(new Observation.ListRead(before, response));
    lastLists.put(readList.operation(), response.body());
  }

  private void advance(Duration time)
      throws IOException, InvariantViolation, SequenceAbortedException {
    script.add(environment.clock().shellCommand(time));
    environment.clock().advance(time);
    elapsed = elapsed.plus(time);
    for (TrackedResource resource : resources.values()) {
      if (!resource.deleted()) {
        read(resource);
      }
    }
    checkWebhooks();
    if (environment.clock().isFrozen()) {
      for (TrackedResource resource : resources.values()) {
        subjects = Set.of(resource.name());
        check(new Observation.Settled(resource));
      }
    }
  }

  private void checkWebhooks() throws InvariantViolation, SequenceAbortedException {
    for (TrackedResource resource : resources.values()) {
      if (resource.address().isEmpty() || receiver == null) {
        continue;
      }
      List<ReceivedWebhook> received = receiver.received(resource.address().get());
      while (resource.webhooks() < received.size()) {
        if (!resource.deleted()) {
          read(resource);
        }
        resource.webhookArrived();
        subjects = Set.of(resource.name());
        check(
            new Observation.WebhookArrived(
                resource, received.get(resource.webhooks() - 1), resource.webhooks()));
      }
    }
  }

  private void check(Observation observation) throws InvariantViolation {
    for (Invariant invariant : invariants) {
      Evaluation evaluation = evaluation(invariant, observation);
      if (evaluation.violated()) {
        violated(
            new InvariantViolation(invariant.id(), evaluation.message()),
            observation instanceof Observation.ResponseReceived received
                ? received.response().validation()
                : null);
        if (invariant.id() == InvariantId.WEBHOOK_CONFORMS) {
          return; // The others would only tell the same in other words.
        }
      } else if (evaluation.applies()) {
        applied.add(invariant.id().key());
      }
    }
  }

  private static Evaluation evaluation(Invariant invariant, Observation observation) {
    try {
      return invariant.rule().of(observation);
    } catch (IllegalArgumentException e) {
      return Evaluation.NOT_APPLICABLE; // A timestamp in a form that violates the document already.
    }
  }

  private void violated(InvariantViolation violation, @Nullable ValidationResult shown)
      throws InvariantViolation {
    if (!goesOn) {
      throw violation.shownBy(shown);
    }
    found.putIfAbsent(violation.invariant(), evidence(violation.shownBy(shown)));
  }

  private CaseRequest request(Operation operation, String target, JsonNode body) {
    boolean empty = body.isMissingNode();
    return new CaseRequest(
        operation.method(),
        target,
        empty ? Headers.EMPTY : Headers.of("Content-Type", "application/json"),
        true,
        empty ? ByteString.EMPTY : ByteString.encodeUtf8(body.toString()));
  }

  private String path(Operation operation, String id) {
    return operation.path().replace("{" + model.parameter() + "}", id);
  }

  private ValidationResult send(Target target, CaseRequest request) throws InvariantViolation {
    try {
      ValidationResult validation = target.send(request);
      validations.add(validation);
      return validation;
    } catch (IOException e) {
      throw withoutResponse(request, e);
    }
  }

  private List<ValidationResult> sendAtOnce(Target target, List<CaseRequest> requests)
      throws InvariantViolation {
    if (requests.size() == 1) {
      return List.of(send(target, requests.get(0)));
    }
    List<Callable<ValidationResult>> calls = new ArrayList<>();
    requests.forEach(request -> calls.add(() -> target.send(request)));
    try {
      List<ValidationResult> responses = ParallelTasks.run(calls, calls.size());
      validations.addAll(responses);
      return responses;
    } catch (ExecutionException e) {
      throw withoutResponse(requests.get(0), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw withoutResponse(requests.get(0), e);
    }
  }

  private static InvariantViolation withoutResponse(CaseRequest request, Throwable cause) {
    return new InvariantViolation(
        InvariantId.EVERY_REQUEST_GETS_RESPONSE,
        request.method() + " " + request.target() + " got no response: " + cause);
  }

  private Response response(
      Operation operation, ValidationResult validation, Target key, boolean permitted)
      throws InvariantViolation, SequenceAbortedException {
    int status = validation.exchange().status();
    if (validation.isValid() && isObstacle(operation, status, key, permitted)) {
      throw new SequenceAbortedException(
          operation + " got " + status + ", which no error of the request explains");
    }
    if (status == model.success()) {
      allowed.computeIfAbsent(key, it -> new HashSet<>()).add(operation.id());
    }
    JsonNode body = documentedForm(operation, validation);
    JsonNode state = status == model.success() ? model.state(body) : MissingNode.getInstance();
    if (goesOn) {
      state = model.documented(state);
    }
    return new Response(
        operation, validation, body, state, elapsed, environment.clock().isFrozen());
  }

  /**
   * Returns true if a rejection is about the caller and not about the request. For a resource that
   * the caller cannot see it is not, as soon as any request of the caller has succeeded: such a
   * resource must look absent.
   */
  private boolean isObstacle(Operation operation, int status, Target key, boolean permitted)
      throws InvariantViolation {
    if (!model.unexplainedErrors(operation).contains(status)) {
      return false;
    }
    boolean excused =
        permitted
            ? allowed(key).contains(operation.id())
            : !allowed(key).isEmpty() || isAuthorized(key);
    return model.mayOccurAnyTime(operation, status) || !excused;
  }

  private Set<String> allowed(Target key) {
    return allowed.getOrDefault(key, Set.of());
  }

  private boolean isAuthorized(Target key) throws InvariantViolation {
    List<Operation> listOperations = model.listOperations();
    if (listOperations.isEmpty()) {
      return false;
    }
    Operation any = listOperations.get(0);
    ValidationResult validation = send(key, request(any, any.path(), MissingNode.getInstance()));
    return validation.exchange().status() == model.success();
  }

  /** Returns the body in its documented form, whichever form the server uses. */
  private JsonNode documentedForm(Operation operation, ValidationResult validation) {
    JsonNode body = JsonBody.parse(validation.exchange().responseBody());
    int status = validation.exchange().status();
    if (status != model.success()) {
      return body;
    }
    SchemaNode content =
        operation
            .response(status)
            .map(it -> it.child("content").child("application/json").child("schema"))
            .orElse(model.response());
    return Envelope.property(content)
        .filter(property -> envelope().of(content, body) == Envelope.NONE)
        .<JsonNode>map(property -> JsonNodeFactory.instance.objectNode().set(property, body))
        .orElse(body);
  }

  private Envelope envelope() {
    return environment.keys().get(0).log().validator().envelope();
  }
}
