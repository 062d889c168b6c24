package net.vimmerse.workflow.contract.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.coverage.Coverage;
import net.vimmerse.workflow.contract.drift.Drift;
import net.vimmerse.workflow.contract.execution.CaseRunner;
import net.vimmerse.workflow.contract.execution.CurlCommand;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.execution.TestResult.Outcome;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.openapi.Operation;
import net.vimmerse.workflow.contract.report.Redaction;
import net.vimmerse.workflow.contract.report.Report;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.JsonBody;
import net.vimmerse.workflow.contract.validation.JsonResponse;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plan within a budget: a case that exceeds it is skipped, never sent.
 *
 * @param sequences runs the sequences of the plan
 * @param form the required form of responses; empty to accept the server's own
 * @param stateful true if responses must correspond to what was sent
 * @param parallelism the number of cases that run in parallel, at least 1
 * @param progress receives progress lines
 */
record ContractRun(
    HttpUrl url,
    ApiKey key,
    RunPlan plan,
    SequenceRun sequences,
    Budget budget,
    Optional<Envelope> form,
    boolean stateful,
    int parallelism,
    PrintWriter progress) {

  /**
   * Runs preflight, cases and sequences, and returns the report.
   *
   * @throws CliException when the server is unreachable or rejects the key, or when an exchange was
   *     not validated
   */
  Report report() throws CliException, InterruptedException {
    Instant begun = Instant.now();
    long start = System.nanoTime();
    Optional<Preflight> preflight = Preflight.with(url, key, plan.document());
    budget.take(new Cost(preflight.isPresent() ? 1 : 0, 0));
    boolean simulated = simulated();
    RunPlan priced = preflight.map(it -> plan.with(plan.costs().with(it.prices()))).orElse(plan);
    SequenceRun prepared = simulated ? sequences : sequences.orMadeUp(url, key, plan, budget);
    ContractRun run =
        new ContractRun(url, key, priced, prepared, budget, form, stateful, parallelism, progress);
    return run.report(preflight, simulated, begun, start);
  }

  private Report report(Optional<Preflight> preflight, boolean simulated, Instant begun, long start)
      throws CliException, InterruptedException {
    Document document = plan.document();
    ContractValidator validator = ContractValidator.of(document, form.orElse(Envelope.EITHER));
    List<TestResult> results = new ArrayList<>();
    preflight.ifPresent(it -> results.add(it.result(validator)));
    List<CommandSequence> chosen = sequences.chosen(plan.sequences(), simulated);
    List<TestResult> life;
    List<TestResult> played;
    try (Target server = Target.of(url.host(), url, key.value(), validator)) {
      Map<String, Cost> taken = new ConcurrentHashMap<>();
      CaseRunner runner = runner(server, taken);
      ProgressPrinter done = new ProgressPrinter(progress, "cases", plan.cases().size());
      life = sequences(server, plan.life().map(List::of).orElse(List.of()), simulated);
      List<TestResult> tested = new ArrayList<>(life);
      tested.addAll(cases(runner, plan.early(), taken, done));
      played = sequences(server, chosen, simulated);
      tested.addAll(played);
      tested.addAll(cases(runner, plan.late(), taken, done));
      checkValidated(server, tested);
      results.addAll(tested);
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);

    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(key.value(), key.variable());
    sequences.second().ifPresent(it -> variables.put(it.value(), it.variable()));
    Redaction redaction = Redaction.of(document, variables.keySet());
    Drift drift = Drift.of(validator, results, it -> CurlCommand.line(url, it, variables));
    Map<String, String> facts = facts(validator, results);
    facts.put("life of a workflow", life(life));
    long ran = played.stream().filter(it -> it.outcome() != Outcome.SKIPPED).count();
    facts.put("sequences", sequences.fact(chosen.size(), ran, simulated));
    if (!simulated && sequences.second().isEmpty()) {
      facts.put("separation of keys", "not tested: --second-api-key-env is not set");
    }
    facts.put(
        "credits", "at most " + budget.taken().knownCredits() + ", by the highest known prices");
    plan.unpriced().ifPresent(it -> facts.put("prices", it));
    budget.stopped().ifPresent(it -> facts.put("stopped", it));
    return new Report(
        url.toString(),
        facts,
        begun,
        elapsed,
        redaction.results(results),
        redaction.drift(drift),
        Coverage.of(validator, results));
  }

  private static String life(List<TestResult> life) {
    return life.stream()
        .findFirst()
        .map(
            it ->
                switch (it.outcome()) {
                  case PASSED ->
                      it.message().isEmpty()
                          ? "created, read, updated, followed and deleted as documented"
                          : "created, read, updated and deleted as documented; " + it.message();
                  case FAILED -> "differs from the document";
                  case SKIPPED -> "not tested: " + it.message();
                })
        .orElse("not tested: it was not selected");
  }

  /**
   * Returns true if the server's clock is to be advanced. Sends nothing when there are no
   * sequences.
   */
  private boolean simulated() throws CliException {
    if ((plan.sequences().isEmpty() && plan.life().isEmpty())
        || (sequences.clockMode() == ClockMode.AUTO && budget.take(new Cost(1, 0)).isPresent())) {
      return false;
    }
    return sequences.clockMode().simulated(url);
  }

  private List<TestResult> sequences(Target server, List<CommandSequence> chosen, boolean simulated)
      throws InterruptedException {
    return sequences.results(
        server, key, plan, chosen, budget, simulated, parallelism, this::charged, progress);
  }

  /**
   * Returns a runner that skips what exceeds the budget.
   *
   * @param taken receives what was reserved for each case
   */
  private CaseRunner runner(Target server, Map<String, Cost> taken) {
    AtomicReference<@Nullable CaseRunner> self = new AtomicReference<>();
    CaseRunner runner =
        CaseRunner.of(server)
            .tolerant()
            .withKeyVariable(key.variable())
            .skipping(
                one -> {
                  boolean free = requireNonNull(self.get(), "no runner").hasResource(one);
                  Cost cost = free ? new Cost(1, 0) : plan.costs().of(one);
                  taken.put(one.name(), cost);
                  return budget.take(cost);
                });
    CaseRunner mode = stateful ? runner : runner.stateless();
    CaseRunner chosen = budget.isLimited() ? mode.savingRequests() : mode;
    self.set(chosen);
    return chosen;
  }

  private List<TestResult> cases(
      CaseRunner runner, List<Case> cases, Map<String, Cost> taken, ProgressPrinter done)
      throws InterruptedException {
    return runner.run(
        cases,
        parallelism,
        result -> {
          if (!result.exchanges().isEmpty()) {
            long most = taken.getOrDefault(result.name(), Cost.NOTHING).credits();
            long used = charged(result);
            if (budget.isLimited() && used > most) {
              budget.stop(
                  "%s created for %d credits, but %d were planned"
                      .formatted(result.name(), used, most));
            }
            budget.giveBack(new Cost(0, Math.max(0, most - used)));
          }
          done.done(result);
        });
  }

  /** Returns the credits of the created workflows, by the highest known prices. */
  private long charged(TestResult result) {
    return result.exchanges().stream()
        .map(ValidationResult::exchange)
        .filter(it -> it.status() / 100 == 2 && creates(it))
        .mapToLong(it -> plan.costs().credits(it.requestBody()))
        .sum();
  }

  private boolean creates(RecordedExchange exchange) {
    return JsonResponse.operation(plan.document(), exchange)
        .filter(plan.document().creation()::equals)
        .isPresent();
  }

  /** Checks that every exchange was validated, since others would go unnoticed. */
  private static void checkValidated(Target server, List<TestResult> results) throws CliException {
    long happened = results.stream().mapToLong(it -> it.exchanges().size()).sum();
    if (server.log().exchanges() < happened || !server.log().unrelated().isEmpty()) {
      throw new CliException(
          ExitCode.SELF_CHECK_FAILED,
          "%d exchanges, but %d were validated; not validated: %s"
              .formatted(happened, server.log().exchanges(), server.log().unrelated()));
    }
  }

  private Map<String, String> facts(ContractValidator validator, List<TestResult> results) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("document", plan.title());
    facts.put("envelope", envelope(validator, results));
    facts.put("seed", "" + plan.seed());
    return facts;
  }

  /** Describes the form of the responses, by operation if it is not the same for all. */
  private String envelope(ContractValidator validator, List<TestResult> results) {
    Map<String, Set<String>> operations = new TreeMap<>();
    results.stream()
        .flatMap(it -> it.exchanges().stream())
        .map(ValidationResult::exchange)
        .filter(it -> it.status() == 200)
        .forEach(
            exchange ->
                JsonResponse.operation(plan.document(), exchange)
                    .ifPresent(
                        operation ->
                            seen(operation, exchange)
                                .ifPresent(
                                    it ->
                                        operations
                                            .computeIfAbsent(text(it), key -> new TreeSet<>())
                                            .add(operation.id()))));
    Envelope required = validator.envelope();
    if (required != Envelope.EITHER) {
      boolean same = operations.keySet().equals(Set.of(text(required)));
      return text(required)
          + (same || operations.isEmpty()
              ? ", as the server responds"
              : ", though the server uses the other form");
    }
    if (operations.isEmpty()) {
      return "unknown: no response shows it";
    }
    return operations.size() == 1
        ? operations.keySet().iterator().next() + ", as the server responds"
        : operations.entrySet().stream()
            .map(it -> it.getKey() + " for " + String.join(", ", it.getValue()))
            .collect(Collectors.joining("; "));
  }

  private static String text(Envelope envelope) {
    return envelope.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the form of a response; empty when the operation has only one. */
  private static Optional<Envelope> seen(Operation operation, RecordedExchange exchange) {
    return operation.response(exchange.status()).stream()
        .flatMap(it -> it.child("content").children().values().stream())
        .map(it -> it.child("schema"))
        .filter(it -> Envelope.property(it).isPresent())
        .map(it -> Envelope.EITHER.of(it, JsonBody.parse(exchange.responseBody())))
        .findFirst();
  }
}
