package net.vimmerse.workflow.contract.execution;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.cases.CaseRequest;
import net.vimmerse.workflow.contract.cases.Expectation;
import net.vimmerse.workflow.contract.cases.ExpectedResponse;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.openapi.TemplateSchema;
import net.vimmerse.workflow.contract.validation.ErrorCodeCheck;
import net.vimmerse.workflow.contract.validation.JsonBody;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Runs cases against a server. Thread-safe; it remembers which failures were shrunk, and that
 * created resources cannot be identified.
 *
 * <p>The generator and the validator must agree on whether a request is valid, whatever the server
 * responds: an error in one of the two does not go unnoticed.
 */
public final class CaseRunner {
  private static final Pattern BRACES = Pattern.compile("\\{(\\w+)}");
  private static final Pattern PLACE =
      Pattern.compile("^(expected at \\S*|has more than expected at [^\\s:]*).*", Pattern.DOTALL);
  private static final int SUCCESS = 200;
  private static final int SERVER_ERROR = 500;
  private static final int SHRINKING = 60;
  private static final String BLOCKED = "blocked: ";

  private final Target target;
  private final boolean stateful;
  private final boolean strict;
  private final String keyVariable;
  private final boolean savesRequests;
  private final Function<Case, Optional<String>> skip;

  /** The causes of the failures that were shrunk: one example of each is enough. */
  private final Set<String> shrunk = ConcurrentHashMap.newKeySet();

  /** Why no more resources are created; null while they can be. */
  private final AtomicReference<@Nullable String> obstacle = new AtomicReference<>();

  /** The id of the resource that cases share; null until there is one. */
  private final AtomicReference<@Nullable String> shared = new AtomicReference<>();

  private CaseRunner(
      Target target,
      boolean stateful,
      boolean strict,
      String keyVariable,
      boolean savesRequests,
      Function<Case, Optional<String>> skip) {
    this.target = requireNonNull(target, "target == null");
    this.stateful = stateful;
    this.strict = strict;
    this.keyVariable = requireNonNull(keyVariable, "keyVariable == null");
    this.savesRequests = savesRequests;
    this.skip = requireNonNull(skip, "skip == null");
  }

  /** Creates a strict runner for a stateful server, with the key in {@code VIMMERSE_API_KEY}. */
  public static CaseRunner of(Target target) {
    return new CaseRunner(target, true, true, "VIMMERSE_API_KEY", false, one -> Optional.empty());
  }

  /** Returns the server. */
  public Target target() {
    return target;
  }

  /**
   * Returns a runner for a stateless server, such as a mock that returns examples: responses need
   * not correspond to what was sent, and stateful cases are skipped.
   */
  public CaseRunner stateless() {
    return new CaseRunner(target, false, strict, keyVariable, savesRequests, skip);
  }

  /**
   * Returns a runner that tolerates what servers commonly do: a path that cannot be an id leads to
   * no resource, and descriptions of templates are worded otherwise.
   */
  public CaseRunner tolerant() {
    return new CaseRunner(target, stateful, false, keyVariable, savesRequests, skip);
  }

  /** Returns a runner with another shell variable for the key. */
  public CaseRunner withKeyVariable(String keyVariable) {
    return new CaseRunner(target, stateful, strict, keyVariable, savesRequests, skip);
  }

  /**
   * Returns a runner that saves requests: it does not shrink failures, and cases that change
   * nothing share one resource.
   */
  public CaseRunner savingRequests() {
    return new CaseRunner(target, stateful, strict, keyVariable, true, skip);
  }

  /**
   * Returns a runner that skips some cases.
   *
   * @param skip returns the reason to skip a case; empty to run it. Called before each case, by any
   *     thread
   */
  public CaseRunner skipping(Function<Case, Optional<String>> skip) {
    return new CaseRunner(target, stateful, strict, keyVariable, savesRequests, skip);
  }

  /**
   * Runs every case.
   *
   * @param parallelism the number of cases that run in parallel, at least 1
   * @param done receives each result, from any thread, one at a time
   * @return the results in the order of the cases
   * @throws InterruptedException when the thread is interrupted
   */
  public List<TestResult> run(List<Case> cases, int parallelism, Consumer<TestResult> done)
      throws InterruptedException {
    List<Callable<TestResult>> tasks = new ArrayList<>();
    for (Case one : cases) {
      tasks.add(
          () -> {
            TestResult result = run(one);
            synchronized (tasks) {
              done.accept(result);
            }
            return result;
          });
    }
    try {
      return ParallelTasks.run(tasks, parallelism);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A case could not be run", e.getCause());
    }
  }

  /** Runs one case, and shrinks the request of a failure unless its cause is known already. */
  public TestResult run(Case one) {
    long start = System.nanoTime();
    Optional<String> reason =
        one.stateful() && !stateful
            ? Optional.of("needs a stateful server")
            : blocked(one).or(() -> skip.apply(one));
    if (reason.isPresent()) {
      return TestResult.skipped(one.operation().id(), one.name(), reason.get());
    }
    Attempt attempt = attempt(one);
    if (attempt.obstacle().isPresent()) {
      return new TestResult(
          one.operation().id(),
          one.name(),
          Outcome.SKIPPED,
          attempt.obstacle().get(),
          List.of(),
          attempt.exchanges(),
          "",
          since(start));
    }
    List<ValidationResult> exchanges = new ArrayList<>(attempt.exchanges());
    boolean unknown =
        !savesRequests && !attempt.failures().isEmpty() && shrunk.add(attempt.first().cause());
    Attempt smallest = unknown ? shrink(attempt, exchanges) : attempt;
    return TestResult.of(
        one.operation().id(),
        one.name(),
        smallest.failures(),
        exchanges,
        smallest.failures().isEmpty() ? "" : reproduction(smallest),
        since(start));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Returns true if a case needs a resource, and can have one that exists already. */
  public boolean hasResource(Case one) {
    return shares(one) && shared.get() != null;
  }

  private boolean shares(Case one) {
    boolean changes =
        one.operation().method().equals("DELETE")
            || (one.expectation() instanceof Expectation.Accepted
                && !one.operation().method().equals("GET"));
    return savesRequests && !changes && one.request().target().contains("{");
  }

  /** Returns why a case that creates a resource does not run. */
  private Optional<String> blocked(Case one) {
    boolean creates =
        one.request().target().contains("{")
            || (one.expectation() instanceof Expectation.Accepted
                && Prerequisite.idIn(one.operation()).isPresent());
    return Optional.ofNullable(obstacle.get()).filter(it -> creates);
  }

  // ---- what may be wrong

  /**
   * One attempt at a case.
   *
   * @param exchanges the exchanges, the request of the case last
   * @param failures the reasons of the failure; empty when it passed
   * @param obstacle why the request of the case was not sent; empty when it was
   */
  private record Attempt(
      Case of,
      List<ValidationResult> exchanges,
      List<Failure> failures,
      Optional<String> obstacle) {
    Failure first() {
      return failures.get(0);
    }

    /** Returns true if it fails as another attempt does, with the same status. */
    boolean failsAs(Attempt other) {
      return !failures.isEmpty()
          && first().cause().equals(other.first().cause())
          && lastStatus() == other.lastStatus();
    }

    private int lastStatus() {
      return exchanges.isEmpty() ? 0 : exchanges.get(exchanges.size() - 1).exchange().status();
    }
  }

  private Attempt attempt(Case one) {
    List<ValidationResult> exchanges = new ArrayList<>();
    CaseRequest request = one.request();
    try {
      Matcher braces = BRACES.matcher(request.target());
      while (braces.find()) {
        Optional<String> id = resource(one, braces.group(1), exchanges);
        if (id.isEmpty()) {
          return new Attempt(
              one, exchanges, List.of(), Optional.of(reason(exchanges.get(exchanges.size() - 1))));
        }
        request =
            request.withTarget(
                request.target().replace(braces.group(), Operation.encodeSegment(id.get())));
      }
      ValidationResult validation = target.send(request);
      exchanges.add(validation);
      Prerequisite.idIn(one.operation()).ifPresent(value -> created(validation, value));
      List<Failure> failures =
          one.expectation() instanceof Expectation.Accepted accepted
              ? accepted(one, accepted, validation)
              : rejected(one, (Expectation.Rejected) one.expectation(), validation);
      return new Attempt(one, exchanges, failures, Optional.empty());
    } catch (IOException e) {
      Failure failure =
          new Failure(
              Failure.Kind.BEHAVIOUR,
              "no complete response",
              "no complete response: " + e,
              Optional.empty());
      return new Attempt(one, exchanges, List.of(failure), Optional.empty());
    }
  }

  /** Returns the id of the resource that a case needs, and creates one unless cases share it. */
  private Optional<String> resource(Case one, String parameter, List<ValidationResult> exchanges)
      throws IOException {
    if (!shares(one)) {
      return newResource(one, parameter, exchanges);
    }
    synchronized (shared) {
      if (shared.get() == null) {
        newResource(one, parameter, exchanges).ifPresent(shared::set);
      }
      return Optional.ofNullable(shared.get());
    }
  }

  private Optional<String> newResource(Case one, String parameter, List<ValidationResult> exchanges)
      throws IOException {
    Prerequisite first = Prerequisite.of(document(), one.operation(), parameter);
    ValidationResult made = target.send(first.request());
    exchanges.add(made);
    return created(made, first.value());
  }

  /** Returns the id of a created resource. A success without one stops further creations. */
  private Optional<String> created(ValidationResult made, JsonPointer value) {
    if (made.exchange().status() / 100 != 2) {
      return Optional.empty();
    }
    Optional<String> id = Prerequisite.id(value, made);
    if (id.isEmpty() && stateful) {
      obstacle.compareAndSet(null, unusable(made) + " without an id at " + value);
    }
    return id;
  }

  private String reason(ValidationResult made) {
    String known = obstacle.get();
    return known == null ? unusable(made) : known;
  }

  private static String unusable(ValidationResult made) {
    return BLOCKED
        + made.exchange().method()
        + " "
        + made.exchange().target()
        + " got "
        + made.exchange().status();
  }

  private List<Failure> accepted(
      Case one, Expectation.Accepted accepted, ValidationResult validation) {
    RecordedExchange exchange = validation.exchange();
    List<Violation> request = requestViolations(exchange);
    if (!request.isEmpty()) {
      String message = "the validator rejects this request: " + joined(request);
      return List.of(failure(Failure.Kind.BEHAVIOUR, message, message, validation));
    }
    List<Failure> failures = new ArrayList<>();
    if (exchange.status() / 100 != 2) {
      String message = "must be accepted, but got " + exchange.status();
      String about = one.subject().property().isEmpty() ? "body" : one.subject().property();
      failures.add(
          failure(
              Failure.Kind.STATUS,
              about + " " + message,
              message + expected(exchange),
              validation));
    }
    failures.addAll(violations(validation));
    if (stateful && failures.isEmpty()) {
      JsonNode expected =
          strict ? accepted.result() : ExpectedResponse.withoutFreeText(accepted.result());
      JsonSubsetMatcher.missing(expected, resultOf(one, exchange))
          .ifPresent(
              it ->
                  failures.add(
                      failure(
                          Failure.Kind.RESULT,
                          PLACE.matcher(it).replaceFirst("$1"),
                          it,
                          validation)));
    }
    return failures;
  }

  private List<Failure> rejected(
      Case one, Expectation.Rejected rejected, ValidationResult validation) {
    RecordedExchange exchange = validation.exchange();
    boolean violates = !requestViolations(exchange).isEmpty();
    // The request alone does not tell that its resource does not exist.
    if (!one.stateful() && !violates) {
      String message = "the validator accepts this request";
      return List.of(failure(Failure.Kind.BEHAVIOUR, message, message, validation));
    }
    List<Failure> failures = new ArrayList<>();
    boolean expected = rejected.statuses().contains(exchange.status());
    if (!expected && !(rejected.common() && !strict && exchange.status() < SERVER_ERROR)) {
      String message =
          "must be rejected with "
              + rejected.statuses().stream()
                  .sorted()
                  .map(String::valueOf)
                  .collect(Collectors.joining(" or "))
              + ", but got "
              + exchange.status();
      boolean accepted = violates && exchange.status() / 100 == 2;
      failures.add(
          failure(
              accepted ? Failure.Kind.ACCEPTANCE : Failure.Kind.STATUS,
              message,
              message + expected(exchange),
              validation));
    }
    failures.addAll(violations(validation));
    ErrorCodeCheck.message(target.log().validator(), exchange)
        .ifPresent(it -> failures.add(failure(Failure.Kind.ERROR_CODE, it, it, validation)));
    if (stateful && expected && failures.isEmpty()) {
      location(rejected.location(), validation).ifPresent(failures::add);
    }
    return failures;
  }

  private static Failure failure(
      Failure.Kind kind, String cause, String message, ValidationResult validation) {
    return new Failure(kind, cause, message, Optional.of(validation));
  }

  /** Returns the violations of a response as one failure. */
  private static List<Failure> violations(ValidationResult validation) {
    List<Violation> response =
        validation.violations().stream()
            .filter(it -> it.direction() == Direction.RESPONSE)
            .toList();
    if (response.isEmpty()) {
      return List.of();
    }
    String cause =
        response.stream().map(it -> it.kind() + " " + it.at()).collect(Collectors.joining("; "));
    return List.of(
        failure(
            Failure.Kind.RESPONSE,
            cause,
            "the response does not conform: " + joined(response),
            validation));
  }

  /** Returns the violations of the request, as if the server had accepted it. */
  private List<Violation> requestViolations(RecordedExchange exchange) {
    return target.log().validator().validate(exchange.withStatus(SUCCESS)).stream()
        .filter(it -> it.direction() == Direction.REQUEST)
        .toList();
  }

  private Optional<Failure> location(List<String> expected, ValidationResult validation) {
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    List<List<String>> named = new ArrayList<>();
    for (JsonNode error : JsonBody.parse(validation.exchange().responseBody()).findValues("loc")) {
      List<String> location = new ArrayList<>();
      error.forEach(it -> location.add(it.asText()));
      named.add(location);
    }
    if (named.contains(expected)) {
      return Optional.empty();
    }
    String message = "the response must name " + expected + ", but names " + named;
    String cause =
        named.stream().map(this::withoutTemplate).anyMatch(expected::equals)
            ? "the location of an error contains the id of the template"
            : message;
    return Optional.of(failure(Failure.Kind.STATUS, cause, message, validation));
  }

  /** Returns a location without the id of a template, which a discriminated union adds. */
  private List<String> withoutTemplate(List<String> location) {
    Set<String> ids =
        document().templates().stream().map(TemplateSchema::id).collect(Collectors.toSet());
    return location.stream().filter(it -> !ids.contains(it)).toList();
  }

  private JsonNode resultOf(Case one, RecordedExchange exchange) {
    JsonNode body = JsonBody.parse(exchange.responseBody());
    Envelope form = target.log().validator().envelope();
    Optional<SchemaNode> response = one.operation().response(exchange.status());
    return response.stream()
        .flatMap(it -> it.child("content").children().values().stream())
        .filter(it -> form.of(it.child("schema"), body) == Envelope.DATA)
        .flatMap(it -> Envelope.property(it.child("schema")).stream())
        .findFirst()
        .map(body::path)
        .orElse(body);
  }

  private Document document() {
    return target.document();
  }

  private static String expected(RecordedExchange exchange) {
    String body = exchange.responseBody().utf8();
    return body.isEmpty() ? "" : ": " + (body.length() <= 300 ? body : body.substring(0, 300));
  }

  private static String joined(List<Violation> violations) {
    return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
  }

  // ---- what shows a failure

  /** Returns the smallest request that fails in the same way; adds the exchanges on the way. */
  private Attempt shrink(Attempt failed, List<ValidationResult> exchanges) {
    Case one = failed.of();
    JsonNode body = JsonBody.parse(one.request().body());
    // Unreadable bodies, and those in another notation, stay unchanged.
    if (!ByteString.encodeUtf8(body.toString()).equals(one.request().body())) {
      return failed;
    }
    Set<String> wrong = violationsOf(one);
    AtomicReference<Attempt> smallest = new AtomicReference<>(failed);
    Shrinker<JsonNode> shrinker =
        new Shrinker<>(
            JsonReducer::candidates,
            smaller -> {
              Case candidate = with(one, smaller);
              if (!violationsOf(candidate).equals(wrong)) {
                return false;
              }
              Attempt attempt = attempt(candidate);
              exchanges.addAll(attempt.exchanges());
              boolean same = attempt.failsAs(failed);
              if (same) {
                smallest.set(attempt);
              }
              return same;
            },
            SHRINKING);
    shrinker.shrink(body);
    return smallest.get();
  }

  /**
   * Returns the violations of a request by kind and location: a smaller request with others is
   * another case.
   */
  private Set<String> violationsOf(Case one) {
    CaseRequest request = one.request();
    RecordedExchange exchange =
        new RecordedExchange(
            request.method(),
            request.target().replaceAll("[{}]", ""),
            request.headers(),
            request.body(),
            SUCCESS,
            request.headers(),
            ByteString.EMPTY);
    return requestViolations(exchange).stream()
        .map(it -> it.kind() + " " + it.at())
        .collect(Collectors.toSet());
  }

  private Case with(Case one, JsonNode body) {
    Expectation expectation =
        one.expectation() instanceof Expectation.Accepted
            ? new Expectation.Accepted(new ExpectedResponse(document()).of(one.operation(), body))
            : one.expectation();
    return new Case(
        one.name(),
        one.operation(),
        one.template(),
        one.subject(),
        one.request().withBody(body),
        expectation,
        one.stateful());
  }

  /**
   * Returns a shell command that creates the resources that the path needs, then sends the request.
   */
  private String reproduction(Attempt failed) {
    StringBuilder line = new StringBuilder();
    String target = failed.of().request().target();
    Matcher braces = BRACES.matcher(target);
    for (ValidationResult validation : failed.exchanges()) {
      if (!braces.find()) {
        RecordedExchange last = validation.exchange().withTarget(target);
        return line + BRACES.matcher(curl(last)).replaceAll("'\"\\$$1\"'");
      }
      String name = braces.group(1);
      Prerequisite needed = Prerequisite.of(document(), failed.of().operation(), name);
      line.append(name + "=$(" + curl(validation.exchange()) + needed.extraction() + ") && ");
    }
    return line.append("true").toString();
  }

  private String curl(RecordedExchange exchange) {
    return CurlCommand.line(target.url(), exchange, target.variables(keyVariable));
  }
}
