package net.vimmerse.workflow.contract.execution;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.validation.ErrorCodeCheck;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import net.vimmerse.workflow.contract.validation.Violation;
import net.vimmerse.workflow.contract.validation.Violation.Where;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * Puts cases to a server. Immutable and thread-safe.
 *
 * <p>What the derivation says of a request and what the judge says of it must agree, whatever the
 * server answers: neither of the two can be wrong alone unnoticed.
 *
 * @param target the server
 * @param remembers whether its answers are expected to be about what was sent; otherwise they may
 *     be examples, and what only a server that remembers can answer is skipped
 * @param keyVariable the shell variable that stands for the key in what reproduces a failure
 * @param shrinking how many more requests may be sent to make a failure smaller
 * @param skip why a case must not be tried; asked before each, by any thread
 */
public record CaseRunner(
    Target target,
    boolean remembers,
    String keyVariable,
    int shrinking,
    Function<Case, Optional<String>> skip) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BRACES = Pattern.compile("\\{(\\w+)}");
  private static final int SUCCESS = 200;
  private static final int SHRINKING = 60;

  public CaseRunner {
    requireNonNull(target, "target == null");
    requireNonNull(keyVariable, "keyVariable == null");
    requireNonNull(skip, "skip == null");
  }

  /** Runs against a server that remembers, with the key in {@code VIMMERSE_API_KEY}. */
  public static CaseRunner of(Target target) {
    return new CaseRunner(target, true, "VIMMERSE_API_KEY", SHRINKING, one -> Optional.empty());
  }

  /** The same against a server without memory, such as a mock that answers with examples. */
  public CaseRunner withoutMemory() {
    return new CaseRunner(target, false, keyVariable, shrinking, skip);
  }

  /** The same with another shell variable for the key. */
  public CaseRunner withKeyVariable(String keyVariable) {
    return new CaseRunner(target, remembers, keyVariable, shrinking, skip);
  }

  /** The same, which sends nothing more to make a failure smaller. */
  public CaseRunner withoutShrinking() {
    return new CaseRunner(target, remembers, keyVariable, 0, skip);
  }

  /**
   * The same, which skips some cases.
   *
   * @param skip why a case must not be tried; empty when it may be. Called before each case, by any
   *     thread
   */
  public CaseRunner skipping(Function<Case, Optional<String>> skip) {
    return new CaseRunner(target, remembers, keyVariable, shrinking, skip);
  }

  /**
   * Runs every case.
   *
   * @param atOnce how many at the same time, at least 1
   * @param done told of each result as it comes, by any thread, one at a time
   * @return the results in the order of the cases
   * @throws InterruptedException when the thread is interrupted; cases under way come to their end
   */
  public List<TestResult> run(List<Case> cases, int atOnce, Consumer<TestResult> done)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<TestResult>> futures = new ArrayList<>();
      for (Case one : cases) {
        futures.add(
            threads.submit(
                () -> {
                  TestResult result = run(one);
                  synchronized (futures) {
                    done.accept(result);
                  }
                  return result;
                }));
      }
      List<TestResult> results = new ArrayList<>();
      for (Future<TestResult> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A case could not be run", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Runs one case. A failure is made as small as it can be. */
  public TestResult run(Case one) {
    long start = System.nanoTime();
    if (one.stateful() && !remembers) {
      return result(one, Outcome.SKIPPED, "needs a server that remembers", List.of(), "", start);
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
   * One try.
   *
   * @param exchanges what was sent, the request of the case last
   * @param failure what is wrong with what the server makes of it; empty when nothing is
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
      failure = Optional.of("there is no whole answer: " + e);
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
      if (!made.clean()) {
        return Optional.of("what it needs could not be made: " + texts(made.findings()));
      }
      request = with(request, braces.group(), first.read(made, document()));
    }
    ValidationResult verdict = target.send(request);
    exchanges.add(verdict);
    return one.expectation() instanceof Expectation.Accepted accepted
        ? accepted(one, accepted, verdict)
        : refused(one, (Expectation.Refused) one.expectation(), verdict);
  }

  private static CaseRequest with(CaseRequest request, String braces, String value) {
    String segment =
        new HttpUrl.Builder().scheme("http").host("h").addPathSegment(value).build().encodedPath();
    return new CaseRequest(
        request.method(),
        request.target().replace(braces, segment.substring(1)),
        request.headers(),
        request.keyed(),
        request.body());
  }

  private Optional<String> accepted(
      Case one, Expectation.Accepted accepted, ValidationResult verdict) {
    RecordedExchange exchange = verdict.exchange();
    List<Violation> request = ofRequest(exchange);
    if (!request.isEmpty()) {
      return Optional.of(
          "the judge does not agree that this request is as documented: " + texts(request));
    }
    if (exchange.status() / 100 != 2) {
      return Optional.of(
          "must be accepted, but is answered with " + exchange.status() + said(exchange));
    }
    if (!verdict.clean()) {
      return Optional.of("the answer is not as documented: " + texts(verdict.findings()));
    }
    return remembers
        ? JsonSubsetMatcher.missing(accepted.said(), resultOf(one, exchange))
        : Optional.empty();
  }

  private Optional<String> refused(
      Case one, Expectation.Refused refused, ValidationResult verdict) {
    RecordedExchange exchange = verdict.exchange();
    // Nobody can see in a request alone that what it names does not exist.
    if (!one.stateful() && ofRequest(exchange).isEmpty()) {
      return Optional.of("the judge does not agree that this request is not as documented");
    }
    if (!refused.statuses().contains(exchange.status())) {
      return Optional.of(
          "must be refused with "
              + refused.statuses().stream()
                  .sorted()
                  .map(String::valueOf)
                  .collect(Collectors.joining(" or "))
              + ", but is answered with "
              + exchange.status()
              + said(exchange));
    }
    List<Violation> response =
        verdict.findings().stream().filter(it -> it.where() == Where.RESPONSE).toList();
    if (!response.isEmpty()) {
      return Optional.of("the answer is not as documented: " + texts(response));
    }
    Optional<String> code = ErrorCodeCheck.fault(target.log().judge(), exchange);
    return code.isPresent() || !remembers ? code : location(refused.location(), exchange);
  }

  /** What is wrong with the request, had the server not refused it. */
  private List<Violation> ofRequest(RecordedExchange exchange) {
    return target.log().judge().judge(exchange.withStatus(SUCCESS)).stream()
        .filter(it -> it.where() == Where.REQUEST)
        .toList();
  }

  private static Optional<String> location(List<String> expected, RecordedExchange exchange) {
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    List<List<String>> named = new ArrayList<>();
    for (JsonNode error : json(exchange.responseBody()).findValues("loc")) {
      List<String> location = new ArrayList<>();
      error.forEach(it -> location.add(it.asText()));
      named.add(location);
    }
    return named.contains(expected)
        ? Optional.empty()
        : Optional.of("the answer must name " + expected + ", but names " + named);
  }

  private JsonNode resultOf(Case one, RecordedExchange exchange) {
    JsonNode body = json(exchange.responseBody());
    if (target.log().judge().envelope() == Envelope.NONE) {
      return body;
    }
    Optional<SchemaNode> response = one.operation().response(exchange.status());
    return response.stream()
        .flatMap(it -> it.child("content").children().values().stream())
        .flatMap(it -> Envelope.member(it.child("schema")).stream())
        .findFirst()
        .map(body::path)
        .orElse(body);
  }

  private Document document() {
    return target.document();
  }

  private static JsonNode json(ByteString body) {
    try {
      JsonNode json = JSON.readTree(body.utf8());
      return json == null ? MissingNode.getInstance() : json;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static String said(RecordedExchange exchange) {
    String body = exchange.responseBody().utf8();
    return body.isEmpty() ? "" : ": " + (body.length() <= 300 ? body : body.substring(0, 300));
  }

  private static String texts(List<Violation> findings) {
    return findings.stream().map(Violation::toString).collect(Collectors.joining("; "));
  }

  // ---- what shows a failure

  /** The smallest request that fails in the same way; adds what is sent on the way. */
  private Attempt shrink(Attempt failed, List<ValidationResult> exchanges) {
    Case one = failed.of();
    JsonNode body = json(one.request().body());
    // What cannot be read, or was not written by us, must stay as it is.
    if (!ByteString.encodeUtf8(body.toString()).equals(one.request().body())) {
      return failed;
    }
    Set<String> wrong = wrongAt(one);
    AtomicReference<Attempt> smallest = new AtomicReference<>(failed);
    Shrinker shrinker =
        new Shrinker(
            smaller -> {
              Case candidate = with(one, smaller);
              if (!wrongAt(candidate).equals(wrong)) {
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
            shrinking);
    shrinker.shrink(body);
    return smallest.get();
  }

  /** Where a request is wrong: a smaller one that is wrong elsewhere is another case. */
  private Set<String> wrongAt(Case one) {
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
    return ofRequest(exchange).stream()
        .map(it -> it.kind() + " " + it.at())
        .collect(Collectors.toSet());
  }

  private Case with(Case one, JsonNode body) {
    CaseRequest request = one.request();
    Expectation expectation =
        one.expectation() instanceof Expectation.Accepted
            ? new Expectation.Accepted(new ExpectedResponse(document()).of(one.operation(), body))
            : one.expectation();
    return new Case(
        one.name(),
        one.operation(),
        one.template(),
        one.subject(),
        new CaseRequest(
            request.method(),
            request.target(),
            request.headers(),
            request.keyed(),
            ByteString.encodeUtf8(body.toString())),
        expectation,
        one.stateful());
  }

  /** Each thing that the path needs is made and put in a variable of the shell first. */
  private String reproduction(Attempt failed) {
    StringBuilder line = new StringBuilder();
    String target = failed.of().request().target();
    Matcher braces = BRACES.matcher(target);
    for (ValidationResult verdict : failed.exchanges()) {
      if (!braces.find()) {
        RecordedExchange last = verdict.exchange().withTarget(target);
        return line + BRACES.matcher(curl(last)).replaceAll("'\"\\$$1\"'");
      }
      String name = braces.group(1);
      Prerequisite needed = Prerequisite.of(document(), failed.of().operation(), name);
      line.append(name + "=$(" + curl(verdict.exchange()) + needed.extraction() + ") && ");
    }
    return line.append("true").toString();
  }

  private String curl(RecordedExchange exchange) {
    return CurlCommand.line(target.url(), exchange, target.variables(keyVariable));
  }
}
