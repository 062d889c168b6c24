package net.vimmerse.workflow.contract.execution;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
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
import net.vimmerse.workflow.contract.validation.ErrorCodeCheck;
import net.vimmerse.workflow.contract.validation.JsonBody;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import net.vimmerse.workflow.contract.validation.Violation.Direction;
import okio.ByteString;

/**
 * Runs cases against a server. Immutable and thread-safe.
 *
 * <p>The generator and the validator must agree on whether a request is valid, whatever the server
 * responds: an error in one of the two does not go unnoticed.
 *
 * @param target the server
 * @param stateful true if responses must correspond to what was sent; otherwise they may be
 *     examples, and stateful cases are skipped
 * @param keyVariable the shell variable of the API key in reproductions
 * @param maxShrinkRequests how many extra requests may be sent to shrink a failure
 * @param skip returns the reason to skip a case; called before each case, by any thread
 */
public record CaseRunner(
    Target target,
    boolean stateful,
    String keyVariable,
    int maxShrinkRequests,
    Function<Case, Optional<String>> skip) {
  private static final Pattern BRACES = Pattern.compile("\\{(\\w+)}");
  private static final int SUCCESS = 200;
  private static final int SHRINKING = 60;

  public CaseRunner {
    requireNonNull(target, "target == null");
    requireNonNull(keyVariable, "keyVariable == null");
    requireNonNull(skip, "skip == null");
  }

  /** Creates a runner for a stateful server, with the key in {@code VIMMERSE_API_KEY}. */
  public static CaseRunner of(Target target) {
    return new CaseRunner(target, true, "VIMMERSE_API_KEY", SHRINKING, one -> Optional.empty());
  }

  /** Returns a runner for a stateless server, such as a mock that returns examples. */
  public CaseRunner stateless() {
    return new CaseRunner(target, false, keyVariable, maxShrinkRequests, skip);
  }

  /** Returns a runner with another shell variable for the key. */
  public CaseRunner withKeyVariable(String keyVariable) {
    return new CaseRunner(target, stateful, keyVariable, maxShrinkRequests, skip);
  }

  /** Returns a runner that sends no extra requests to shrink a failure. */
  public CaseRunner withoutShrinking() {
    return new CaseRunner(target, stateful, keyVariable, 0, skip);
  }

  /**
   * Returns a runner that skips some cases.
   *
   * @param skip returns the reason to skip a case; empty to run it. Called before each case, by any
   *     thread
   */
  public CaseRunner skipping(Function<Case, Optional<String>> skip) {
    return new CaseRunner(target, stateful, keyVariable, maxShrinkRequests, skip);
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

  /** Runs one case, and shrinks the request of a failure. */
  public TestResult run(Case one) {
    long start = System.nanoTime();
    if (one.stateful() && !stateful) {
      return result(one, Outcome.SKIPPED, "needs a stateful server", List.of(), "", start);
    }
    Optional<String> reason = skip.apply(one);
    if (reason.isPresent()) {
      return result(one, Outcome.SKIPPED, reason.get(), List.of(), "", start);
    }
    Attempt attempt = attempt(one);
    if (attempt.failure().isEmpty()) {
      return result(one, Outcome.PASSED, "", attempt.exchanges(), "", start);
    }
    List<ValidationResult> exchanges = new ArrayList<>(attempt.exchanges());
    Attempt smallest = shrink(attempt, exchanges);
    String reproduction = reproduction(smallest);
    return result(one, Outcome.FAILED, smallest.message(), exchanges, reproduction, start);
  }

  private static TestResult result(
      Case one,
      Outcome outcome,
      String message,
      List<ValidationResult> exchanges,
      String reproduction,
      long start) {
    return new TestResult(
        one.operation().id(),
        one.name(),
        outcome,
        message,
        exchanges,
        reproduction,
        Duration.ofNanos(System.nanoTime() - start));
  }

  // ---- what may be wrong

  /**
   * One attempt at a case.
   *
   * @param exchanges the exchanges, the request of the case last
   * @param failure the reason of the failure; empty when it passed
   */
  private record Attempt(Case of, List<ValidationResult> exchanges, Optional<String> failure) {
    String message() {
      return failure.orElse("");
    }

    int lastStatus() {
      return exchanges.isEmpty() ? 0 : exchanges.get(exchanges.size() - 1).exchange().status();
    }
  }

  private Attempt attempt(Case one) {
    List<ValidationResult> exchanges = new ArrayList<>();
    Optional<String> failure;
    try {
      failure = failure(one, exchanges);
    } catch (IOException e) {
      failure = Optional.of("no complete response: " + e);
    }
    return new Attempt(one, exchanges, failure);
  }

  private Optional<String> failure(Case one, List<ValidationResult> exchanges) throws IOException {
    CaseRequest request = one.request();
    Matcher braces = BRACES.matcher(request.target());
    while (braces.find()) {
      Prerequisite first = Prerequisite.of(document(), one.operation(), braces.group(1));
      ValidationResult made = target.send(first.request());
      exchanges.add(made);
      if (!made.isValid()) {
        return Optional.of(
            "the resource that it needs could not be created: " + joined(made.violations()));
      }
      String value = Operation.encodeSegment(first.read(made, document()));
      request = request.withTarget(request.target().replace(braces.group(), value));
    }
    ValidationResult validation = target.send(request);
    exchanges.add(validation);
    return one.expectation() instanceof Expectation.Accepted accepted
        ? accepted(one, accepted, validation)
        : rejected(one, (Expectation.Rejected) one.expectation(), validation);
  }

  private Optional<String> accepted(
      Case one, Expectation.Accepted accepted, ValidationResult validation) {
    RecordedExchange exchange = validation.exchange();
    List<Violation> request = requestViolations(exchange);
    if (!request.isEmpty()) {
      return Optional.of("the validator rejects this request: " + joined(request));
    }
    if (exchange.status() / 100 != 2) {
      return Optional.of("must be accepted, but got " + exchange.status() + expected(exchange));
    }
    if (!validation.isValid()) {
      return Optional.of("the response does not conform: " + joined(validation.violations()));
    }
    return stateful
        ? JsonSubsetMatcher.missing(accepted.result(), resultOf(one, exchange))
        : Optional.empty();
  }

  private Optional<String> rejected(
      Case one, Expectation.Rejected rejected, ValidationResult validation) {
    RecordedExchange exchange = validation.exchange();
    // The request alone does not tell that its resource does not exist.
    if (!one.stateful() && requestViolations(exchange).isEmpty()) {
      return Optional.of("the validator accepts this request");
    }
    if (!rejected.statuses().contains(exchange.status())) {
      return Optional.of(
          "must be rejected with "
              + rejected.statuses().stream()
                  .sorted()
                  .map(String::valueOf)
                  .collect(Collectors.joining(" or "))
              + ", but got "
              + exchange.status()
              + expected(exchange));
    }
    List<Violation> response =
        validation.violations().stream()
            .filter(it -> it.direction() == Direction.RESPONSE)
            .toList();
    if (!response.isEmpty()) {
      return Optional.of("the response does not conform: " + joined(response));
    }
    Optional<String> code = ErrorCodeCheck.message(target.log().validator(), exchange);
    return code.isPresent() || !stateful ? code : location(rejected.location(), exchange);
  }

  /** Returns the violations of the request, as if the server had accepted it. */
  private List<Violation> requestViolations(RecordedExchange exchange) {
    return target.log().validator().validate(exchange.withStatus(SUCCESS)).stream()
        .filter(it -> it.direction() == Direction.REQUEST)
        .toList();
  }

  private static Optional<String> location(List<String> expected, RecordedExchange exchange) {
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    List<List<String>> named = new ArrayList<>();
    for (JsonNode error : JsonBody.parse(exchange.responseBody()).findValues("loc")) {
      List<String> location = new ArrayList<>();
      error.forEach(it -> location.add(it.asText()));
      named.add(location);
    }
    return named.contains(expected)
        ? Optional.empty()
        : Optional.of("the response must name " + expected + ", but names " + named);
  }

  private JsonNode resultOf(Case one, RecordedExchange exchange) {
    JsonNode body = JsonBody.parse(exchange.responseBody());
    if (target.log().validator().envelope() == Envelope.NONE) {
      return body;
    }
    Optional<SchemaNode> response = one.operation().response(exchange.status());
    return response.stream()
        .flatMap(it -> it.child("content").children().values().stream())
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
              boolean same =
                  attempt.failure().isPresent() && attempt.lastStatus() == failed.lastStatus();
              if (same) {
                smallest.set(attempt);
              }
              return same;
            },
            maxShrinkRequests);
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
