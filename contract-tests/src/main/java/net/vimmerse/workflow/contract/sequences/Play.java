package net.vimmerse.workflow.contract.sequences;

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
import net.vimmerse.workflow.contract.Envelope;
import net.vimmerse.workflow.contract.Operation;
import net.vimmerse.workflow.contract.Place;
import net.vimmerse.workflow.contract.Verdict;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.run.Target;
import net.vimmerse.workflow.contract.sequences.Moment.Answer;
import net.vimmerse.workflow.contract.sequences.Step.Birth;
import net.vimmerse.workflow.contract.sequences.Step.Browse;
import net.vimmerse.workflow.contract.sequences.Step.Create;
import net.vimmerse.workflow.contract.sequences.Step.Follow;
import net.vimmerse.workflow.contract.sequences.Step.Pass;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One sequence on one stage. Each step brings requests of its own beside those that it names:
 * whoever changes something reads it afterwards, and what time changes is read after it.
 */
final class Play {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Lifecycle lifecycle;
  private final List<Property> properties;
  private final Stage stage;
  private final @Nullable Receiver receiver;
  private final JsonNode anyUpdate;
  private final String token = UUID.randomUUID().toString();
  private final Map<String, Life> lives = new LinkedHashMap<>();
  private final Map<String, JsonNode> catalogues = new HashMap<>();
  private final List<Verdict> verdicts = new ArrayList<>();
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
  Play(
      Lifecycle lifecycle,
      List<Property> properties,
      Stage stage,
      @Nullable Receiver receiver,
      JsonNode anyUpdate) {
    this.lifecycle = lifecycle;
    this.properties = properties;
    this.stage = stage;
    this.receiver = receiver;
    this.anyUpdate = anyUpdate;
  }

  /** Every exchange, in order. */
  List<Verdict> verdicts() {
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
   * @throws BrokenException when a property does not hold
   * @throws CannotGoOnException when the server refuses for a reason that is no fault
   * @throws IOException when the time cannot be changed
   */
  void play(Sequence sequence) throws IOException, BrokenException, CannotGoOnException {
    for (Step step : sequence.steps()) {
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
    for (Life life : lives.values()) {
      for (int key = 0; key < stage.keys().size(); key++) {
        if (key != life.owner() || life.deleted()) {
          follow(key, Verb.READ, life, MissingNode.getInstance());
        }
      }
    }
    pass(MOMENT);
  }

  private void create(Create create) throws IOException, BrokenException, CannotGoOnException {
    List<Life> newborn = new ArrayList<>();
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
      newborn.add(new Life(birth.name(), create.key(), birth.body(), elapsed, address));
      CaseRequest request = request(lifecycle.creation(), lifecycle.creation().path(), body);
      requests.add(request);
      script.create(
          stage.keys().get(create.key()),
          create.key(),
          request,
          birth.name(),
          lifecycle.idMember());
    }
    List<Verdict> answers = sendAtOnce(stage.keys().get(create.key()), requests);
    boolean ended = false;
    for (int i = 0; i < newborn.size(); i++) {
      Life life = newborn.get(i);
      Answer answer =
          answer(lifecycle.creation(), answers.get(i), stage.keys().get(create.key()), true);
      String id = lifecycle.id(answer.state());
      check(
          new Moment.Created(
              life, answer, lives.values().stream().anyMatch(it -> it.id().equals(id))));
      life.born(id, answer.state());
      lives.put(life.name(), life);
      ended |= lifecycle.statuses().isFinal(lifecycle.status(life.state()));
    }
    for (Life life : newborn) {
      look(life);
    }
    if (ended) {
      pass(MOMENT); // What has ended at once calls back at once, but in its own time.
    }
  }

  private void follow(Follow follow) throws BrokenException, CannotGoOnException {
    Life life = lives.get(follow.name());
    if (life == null) {
      return;
    }
    boolean rightful = life.isFor(follow.key());
    follow(follow.key(), follow.verb(), life, follow.body().orElseGet(MissingNode::getInstance));
    if (rightful && follow.verb() == Verb.DELETE) {
      life.delete();
      for (Verb verb : lifecycle.verbs()) {
        follow(
            life.owner(), verb, life, verb == Verb.UPDATE ? anyUpdate : MissingNode.getInstance());
      }
    } else if (!life.deleted()) {
      look(life);
    }
  }

  private void look(Life life) throws BrokenException, CannotGoOnException {
    follow(life.owner(), Verb.READ, life, MissingNode.getInstance());
  }

  private void follow(int key, Verb verb, Life life, JsonNode body)
      throws BrokenException, CannotGoOnException {
    Operation operation = lifecycle.linked(verb);
    Target target = stage.keys().get(key);
    script.follow(target, key, request(operation, path(operation, "$" + life), body), life.name());
    CaseRequest request = request(operation, path(operation, segment(life.id())), body);
    boolean rightful = life.isFor(key);
    Answer answer = answer(operation, send(target, request), target, rightful);
    check(new Moment.Followed(life, verb, key, body, answer));
    if (rightful) {
      life.seen(answer.state(), elapsed);
    }
  }

  private void browse(Browse browse) throws BrokenException, CannotGoOnException {
    Operation operation = lifecycle.document().operation(browse.operation());
    CaseRequest request = request(operation, operation.path(), MissingNode.getInstance());
    Target target = stage.keys().get(browse.key());
    script.browse(target, browse.key(), request);
    Answer answer = answer(operation, send(target, request), target, true);
    JsonNode before = catalogues.getOrDefault(browse.operation(), MissingNode.getInstance());
    check(new Moment.Browsed(before, answer));
    catalogues.put(browse.operation(), answer.body());
  }

  private void pass(Duration time) throws IOException, BrokenException, CannotGoOnException {
    script.add(stage.time().shell(time));
    stage.time().pass(time);
    elapsed = elapsed.plus(time);
    for (Life life : lives.values()) {
      if (!life.deleted()) {
        look(life);
      }
    }
    answerCalls();
    if (stage.time().standsStill()) {
      for (Life life : lives.values()) {
        check(new Moment.Rested(life));
      }
    }
  }

  private void answerCalls() throws BrokenException, CannotGoOnException {
    for (Life life : lives.values()) {
      if (life.address().isEmpty() || receiver == null) {
        continue;
      }
      List<CallBack> received = receiver.received(life.address().get());
      while (life.calls() < received.size()) {
        if (!life.deleted()) {
          look(life);
        }
        life.called();
        check(new Moment.Called(life, received.get(life.calls() - 1), life.calls()));
      }
    }
  }

  private void check(Moment moment) throws BrokenException {
    for (Property property : properties) {
      Ruling ruling = property.rule().of(moment);
      if (ruling.broken()) {
        throw new BrokenException(property, ruling.fault());
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

  private Verdict send(Target target, CaseRequest request) throws BrokenException {
    try {
      Verdict verdict = target.send(request);
      verdicts.add(verdict);
      return verdict;
    } catch (IOException e) {
      throw unanswered(request, e);
    }
  }

  private List<Verdict> sendAtOnce(Target target, List<CaseRequest> requests)
      throws BrokenException {
    if (requests.size() == 1) {
      return List.of(send(target, requests.get(0)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(requests.size());
    try {
      List<Callable<Verdict>> calls = new ArrayList<>();
      requests.forEach(request -> calls.add(() -> target.send(request)));
      List<Verdict> answers = new ArrayList<>();
      for (Future<Verdict> answer : threads.invokeAll(calls)) {
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

  private static BrokenException unanswered(CaseRequest request, Throwable cause) {
    Property property =
        new Property(
            "every-request-is-answered",
            "Each request gets a whole answer.",
            moment -> Ruling.SILENT);
    return new BrokenException(
        property, request.method() + " " + request.target() + " got no answer: " + cause);
  }

  private Answer answer(Operation operation, Verdict verdict, Target key, boolean rightful)
      throws BrokenException, CannotGoOnException {
    int status = verdict.exchange().status();
    if (verdict.clean() && isObstacle(operation, status, key, rightful)) {
      throw new CannotGoOnException(
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
      throws BrokenException {
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

  private boolean isLetIn(Target key) throws BrokenException {
    List<Operation> catalogues = lifecycle.catalogues();
    if (catalogues.isEmpty()) {
      return false;
    }
    Operation any = catalogues.get(0);
    Verdict verdict = send(key, request(any, any.path(), MissingNode.getInstance()));
    return verdict.exchange().status() == lifecycle.success();
  }

  /** The body as it would be if the server answered in the documented form. */
  private JsonNode documentedForm(Operation operation, Verdict verdict) {
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
    Place content =
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
