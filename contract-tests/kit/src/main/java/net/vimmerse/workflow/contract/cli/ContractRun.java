package net.vimmerse.workflow.contract.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.coverage.Coverage;
import net.vimmerse.workflow.contract.drift.Drift;
import net.vimmerse.workflow.contract.execution.CaseRunner;
import net.vimmerse.workflow.contract.execution.CurlCommand;
import net.vimmerse.workflow.contract.execution.Target;
import net.vimmerse.workflow.contract.execution.TestResult;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.Envelope;
import net.vimmerse.workflow.contract.report.Redaction;
import net.vimmerse.workflow.contract.report.Report;
import net.vimmerse.workflow.contract.validation.ContractValidator;
import net.vimmerse.workflow.contract.validation.JsonResponse;
import net.vimmerse.workflow.contract.validation.RecordedExchange;
import net.vimmerse.workflow.contract.validation.ValidationResult;
import okhttp3.HttpUrl;

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
    Document document = plan.document();
    Instant begun = Instant.now();
    long start = System.nanoTime();
    Optional<Preflight> preflight = Preflight.with(url, key, document);
    budget.take(new Cost(preflight.isPresent() ? 1 : 0, 0));
    Optional<Envelope> seen = preflight.flatMap(Preflight::envelope);
    ContractValidator validator =
        ContractValidator.of(document, form.or(() -> seen).orElse(Envelope.DATA));
    List<TestResult> results = new ArrayList<>();
    preflight.ifPresent(it -> results.add(it.result(validator)));
    boolean simulated = simulated();
    try (Target server = Target.of(url.host(), url, key.value(), validator)) {
      List<TestResult> tested = new ArrayList<>(cases(server));
      if (sequences.isDue(simulated) && !plan.sequences().isEmpty()) {
        tested.addAll(
            sequences.results(
                server, key, plan, budget, simulated, parallelism, this::charged, progress));
      }
      checkValidated(server, tested);
      results.addAll(tested);
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);

    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(key.value(), key.variable());
    sequences.second().ifPresent(it -> variables.put(it.value(), it.variable()));
    Redaction redaction = Redaction.of(document, variables.keySet());
    Drift drift = Drift.of(validator, results, it -> CurlCommand.line(url, it, variables));
    return new Report(
        url.toString(),
        facts(validator.envelope(), seen, simulated),
        begun,
        elapsed,
        redaction.results(results),
        redaction.drift(drift),
        Coverage.of(validator, results));
  }

  /**
   * Returns true if the server's clock is to be advanced. Sends nothing when there are no
   * sequences.
   */
  private boolean simulated() throws CliException {
    if (plan.sequences().isEmpty()
        || (sequences.clockMode() == ClockMode.AUTO && budget.take(new Cost(1, 0)).isPresent())) {
      return false;
    }
    return sequences.clockMode().simulated(url);
  }

  private List<TestResult> cases(Target server) throws InterruptedException {
    Map<String, Cost> costs =
        plan.cases().stream().collect(Collectors.toMap(Case::name, plan.costs()::of));
    ProgressPrinter done = new ProgressPrinter(progress, "cases", plan.cases().size());
    CaseRunner runner =
        CaseRunner.of(server)
            .withKeyVariable(key.variable())
            .skipping(one -> budget.take(plan.costs().of(one)));
    CaseRunner mode = stateful ? runner : runner.stateless();
    return (budget.isLimited() ? mode.withoutShrinking() : mode)
        .run(
            plan.cases(),
            parallelism,
            result -> {
              if (!result.exchanges().isEmpty()) {
                long most = costs.getOrDefault(result.name(), Cost.NOTHING).credits();
                budget.giveBack(new Cost(0, Math.max(0, most - charged(result))));
              }
              done.done(result);
            });
  }

  /** Returns the credits of the created workflows, by the document's prices. */
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

  private Map<String, String> facts(Envelope expected, Optional<Envelope> seen, boolean simulated) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("document", plan.title());
    facts.put(
        "envelope",
        expected.name().toLowerCase(Locale.ROOT)
            + (seen.isEmpty()
                ? ", assumed: the template list does not show it"
                : seen.get() == expected
                    ? ", as the server responds"
                    : ", though the server uses the other form"));
    facts.put("seed", "" + plan.seed());
    facts.put("sequences", sequences.fact(plan.sequences().size(), simulated));
    facts.put("credits", "at most " + budget.taken().credits() + ", by the document's prices");
    return facts;
  }
}
