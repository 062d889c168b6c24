package net.vimmerse.workflow.contract.sequences.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.sequences.invariants.Evaluation;
import net.vimmerse.workflow.contract.sequences.invariants.Invariant;
import net.vimmerse.workflow.contract.sequences.invariants.InvariantViolation;
import net.vimmerse.workflow.contract.sequences.invariants.Observation;
import net.vimmerse.workflow.contract.sequences.invariants.Observation.Answer;
import net.vimmerse.workflow.contract.sequences.invariants.ReceivedWebhook;
import net.vimmerse.workflow.contract.sequences.model.Action;
import net.vimmerse.workflow.contract.sequences.model.Command;
import net.vimmerse.workflow.contract.sequences.model.Command.Birth;
import net.vimmerse.workflow.contract.sequences.model.Command.Browse;
import net.vimmerse.workflow.contract.sequences.model.Command.Create;
import net.vimmerse.workflow.contract.sequences.model.Command.Follow;
import net.vimmerse.workflow.contract.sequences.model.Command.Pass;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.model.ResourceModel;
import net.vimmerse.workflow.contract.sequences.model.TrackedResource;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One sequence on one stage. Each step brings requests of its own beside those that it names:
 * whoever changes something reads it afterwards, and what time changes is read after it.
 */
final class SequenceExecution {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final ResourceModel lifecycle;
  private final List<Invariant> properties;
  private final Environment stage;
  private final @Nullable WebhookReceiver receiver;
  private final JsonNode anyUpdate;
  private final String token = UUID.randomUUID().toString();
  private final Map<String, TrackedResource> lives = new LinkedHashMap<>();
  private final Map<String, JsonNode> catalogues = new HashMap<>();
  private final List<ValidationResult> verdicts = new ArrayList<>();
  private final Set<String> held = new LinkedHashSet<>();

  /** The ids of the operations that each key was let do. */
  private final Map<Target, Set<String>> allowed = new HashMap<>();

  private final ShellScript script = new ShellScript();
  private Duration elapsed = Duration.ZERO;

  /**
   * A sequence that is about to be played.
   *
   * @param receiver takes the call-backs; null when none can arrive
   * @param anyUpdate a body that an update takes
   */
  SequenceExecution(
      ResourceModel lifecycle,
      List<Invariant> properties,
      Environment stage,
      @Nullable WebhookReceiver receiver,
      JsonNode anyUpdate) {
    this.lifecycle = lifecycle;
    this.properties = properties;
    this.stage = stage;
    this.receiver = receiver;
    this.anyUpdate = anyUpdate;
  }

  /** Every exchange, in order. */
  List<ValidationResult> verdicts() {
    return verdicts;
  }

  /** The names of the properties that something was held against. */
  Set<String> held() {
    return held;
  }

  /** What was sent, for a shell. */
  ShellScript script() {
    return script;
  }

  /**
   * Plays a sequence to its end.
   *
   * @throws InvariantViolation when a property does not hold
   * @throws SequenceAbortedException when the server refuses for a reason that is no fault
   * @throws IOException when the time cannot be changed
   */
  void play(CommandSequence sequence)
      throws IOException, InvariantViolation, SequenceAbortedException {
    for (Command step : sequence.steps()) {
      if (step instanceof Create create && create.key() < stage.keys().size()) {
        create(create);
      } else if (step instanceof Follow follow && follow.key() < stage.keys().size()) {
        follow(follow);
      } else if (step instanceof Browse browse && browse.key() < stage.keys().size()) {
        browse(browse);
      } else if (step instanceof Pass pass) {
        pass(pass.time());
      }
      answerCalls();
    }
    for (TrackedResource life : lives.values()) {
      for (int key = 0; key < stage.keys().size(); key++) {
        if (key != life.owner() || life.deleted()) {
          follow(key, Action.READ, life, MissingNode.getInstance());
        }
      }
    }
    pass(MOMENT);
  }

  private void create(Create create)
      throws IOException, InvariantViolation, SequenceAbortedException {
    List<TrackedResource> newborn = new ArrayList<>();
    List<CaseRequest> requests = new ArrayList<>();
    for (Birth birth : create.births()) {
      Optional<String> address =
          birth.calledBack() && receiver != null
              ? Optional.of(token + "-" + birth.name())
              : Optional.empty();
      ObjectNode body = birth.body().deepCopy();
      if (address.isPresent()) {
        body.put(lifecycle.callBack().orElseThrow().field(), receiver.url(address.get()));
      }
      newborn.add(new TrackedResource(birth.name(), create.key(), birth.body(), elapsed, address));
      CaseRequest request = request(lifecycle.creation(), lifecycle.creation().path(), body);
      requests.add(request);
      script.create(
          stage.keys().get(create.key()),
          create.key(),
          request,
          birth.name(),
          lifecycle.idMember());
    }
    List<ValidationResult> answers = sendAtOnce(stage.keys().get(create.key()), requests);
    boolean ended = false;
    for (int i = 0; i < newborn.size(); i++) {
      TrackedResource life = newborn.get(i);
      Answer answer =
          answer(lifecycle.creation(), answers.get(i), stage.keys().get(create.key()), true);
      String id = lifecycle.id(answer.state());
      check(
          new Observation.Created(
              life, answer, lives.values().stream().anyMatch(it -> it.id().equals(id))));
      life.born(id, answer.state());
      lives.put(life.name(), life);
      ended |= lifecycle.statuses().isFinal(lifecycle.status(life.state()));
    }
    for (TrackedResource life : newborn) {
      look(life);
    }
    if (ended) {
      pass(MOMENT); // What has ended at once calls back at once, but in its own time.
    }
  }

  private void follow(Follow follow) throws InvariantViolation, SequenceAbortedException {
    TrackedResource life = lives.get(follow.name());
    if (life == null) {
      return;
    }
    boolean rightful = life.isFor(follow.key());
    follow(follow.key(), follow.verb(), life, follow.body().orElseGet(MissingNode::getInstance));
    if (rightful && follow.verb() == Action.DELETE) {
      life.delete();
      for (Action verb : lifecycle.verbs()) {
        follow(
            life.owner(),
            verb,
            life,
            verb == Action.UPDATE ? anyUpdate : MissingNode.getInstance());
      }
    } else if (!life.deleted()) {
      look(life);
    }
  }

  private void look(TrackedResource life) throws InvariantViolation, SequenceAbortedException {
    follow(life.owner(), Action.READ, life, MissingNode.getInstance());
  }

  private void follow(int key, Action verb, TrackedResource life, JsonNode body)
      throws InvariantViolation, SequenceAbortedException {
    Operation operation = lifecycle.linked(verb);
    Target target = stage.keys().get(key);
    script.follow(target, key, request(operation, path(operation, "$" + life), body), life.name());
    CaseRequest request = request(operation, path(operation, segment(life.id())), body);
    boolean rightful = life.isFor(key);
    Answer answer = answer(operation, send(target, request), target, rightful);
    check(new Observation.Followed(life, verb, key, body, answer));
    if (rightful) {
      life.seen(answer.state(), elapsed);
    }
  }

  private void browse(Browse browse) throws InvariantViolation, SequenceAbortedException {
    Operation operation = lifecycle.document().operation(browse.operation());
    CaseRequest request = request(operation, operation.path(), MissingNode.getInstance());
    Target target = stage.keys().get(browse.key());
    script.browse(target, browse.key(), request);
    Answer answer = answer(operation, send(target, request), target, true);
    JsonNode before = catalogues.getOrDefault(browse.operation(), MissingNode.getInstance());
    check(new Observation.Browsed(before, answer));
    catalogues.put(browse.operation(), answer.body());
  }

  private void pass(Duration time)
      throws IOException, InvariantViolation, SequenceAbortedException {
    script.add(stage.time().shell(time));
    stage.time().pass(time);
    elapsed = elapsed.plus(time);
    for (TrackedResource life : lives.values()) {
      if (!life.deleted()) {
        look(life);
      }
    }
    answerCalls();
    if (stage.time().standsStill()) {
      for (TrackedResource life : lives.values()) {
        check(new Observation.Rested(life));
      }
    }
  }

  private void answerCalls() throws InvariantViolation, SequenceAbortedException {
    for (TrackedResource life : lives.values()) {
      if (life.address().isEmpty() || receiver == null) {
        continue;
      }
      List<ReceivedWebhook> received = receiver.received(life.address().get());
      while (life.calls() < received.size()) {
        if (!life.deleted()) {
          look(life);
        }
        life.called();
        check(new Observation.Called(life, received.get(life.calls() - 1), life.calls()));
      }
    }
  }

  private void check(Observation moment) throws InvariantViolation {
    for (Invariant property : properties) {
      Evaluation ruling = property.rule().of(moment);
      if (ruling.broken()) {
        throw new InvariantViolation(property, ruling.fault());
      }
      if (ruling.applies()) {
        held.add(property.name());
      }
    }
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
    return operation.path().replace("{" + lifecycle.parameter() + "}", id);
  }

  private static String segment(String id) {
    return new HttpUrl.Builder()
        .scheme("http")
        .host("h")
        .addPathSegment(id)
        .build()
        .encodedPath()
        .substring(1);
  }

  private ValidationResult send(Target target, CaseRequest request) throws InvariantViolation {
    try {
      ValidationResult verdict = target.send(request);
      verdicts.add(verdict);
      return verdict;
    } catch (IOException e) {
      throw unanswered(request, e);
    }
  }

  private List<ValidationResult> sendAtOnce(Target target, List<CaseRequest> requests)
      throws InvariantViolation {
    if (requests.size() == 1) {
      return List.of(send(target, requests.get(0)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(requests.size());
    try {
      List<Callable<ValidationResult>> calls = new ArrayList<>();
      requests.forEach(request -> calls.add(() -> target.send(request)));
      List<ValidationResult> answers = new ArrayList<>();
      for (Future<ValidationResult> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      verdicts.addAll(answers);
      return answers;
    } catch (ExecutionException e) {
      throw unanswered(requests.get(0), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(requests.get(0), e);
    } finally {
      threads.shutdown();
    }
  }

  private static InvariantViolation unanswered(CaseRequest request, Throwable cause) {
    Invariant property =
        new Invariant(
            "every-request-is-answered",
            "Each request gets a whole answer.",
            moment -> Evaluation.SILENT);
    return new InvariantViolation(
        property, request.method() + " " + request.target() + " got no answer: " + cause);
  }

  private Answer answer(Operation operation, ValidationResult verdict, Target key, boolean rightful)
      throws InvariantViolation, SequenceAbortedException {
    int status = verdict.exchange().status();
    if (verdict.clean() && isObstacle(operation, status, key, rightful)) {
      throw new SequenceAbortedException(
          operation + " was answered with " + status + ", which no fault of the request explains");
    }
    if (status == lifecycle.success()) {
      allowed.computeIfAbsent(key, it -> new HashSet<>()).add(operation.id());
    }
    JsonNode body = documentedForm(operation, verdict);
    JsonNode state =
        status == lifecycle.success() ? lifecycle.state(body) : MissingNode.getInstance();
    return new Answer(operation, verdict, body, state, elapsed, stage.time().standsStill());
  }

  /**
   * Whether a refusal tells of the caller and not of what was asked for. Where there is nothing for
   * the caller it does not, as soon as the caller is let do anything: that must look like nothing.
   */
  private boolean isObstacle(Operation operation, int status, Target key, boolean rightful)
      throws InvariantViolation {
    if (!lifecycle.refusals(operation).contains(status)) {
      return false;
    }
    boolean excused =
        rightful ? allowed(key).contains(operation.id()) : !allowed(key).isEmpty() || isLetIn(key);
    return lifecycle.mayComeAnyTime(operation, status) || !excused;
  }

  private Set<String> allowed(Target key) {
    return allowed.getOrDefault(key, Set.of());
  }

  private boolean isLetIn(Target key) throws InvariantViolation {
    List<Operation> catalogues = lifecycle.catalogues();
    if (catalogues.isEmpty()) {
      return false;
    }
    Operation any = catalogues.get(0);
    ValidationResult verdict = send(key, request(any, any.path(), MissingNode.getInstance()));
    return verdict.exchange().status() == lifecycle.success();
  }

  /** The body as it would be if the server answered in the documented form. */
  private JsonNode documentedForm(Operation operation, ValidationResult verdict) {
    JsonNode body;
    try {
      body = JSON.readTree(verdict.exchange().responseBody().utf8());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
    int status = verdict.exchange().status();
    if (envelope() == Envelope.DATA || status != lifecycle.success()) {
      return body;
    }
    SchemaNode content =
        operation
            .response(status)
            .map(it -> it.child("content").child("application/json").child("schema"))
            .orElse(lifecycle.answer());
    return Envelope.member(content)
        .<JsonNode>map(member -> JSON.createObjectNode().set(member, body))
        .orElse(body);
  }

  private Envelope envelope() {
    return stage.keys().get(0).log().judge().envelope();
  }
}
