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
 * Carries out a plan within a budget: a case that it does not bear is skipped, never sent.
 *
 * @param playing how the sequences of the plan are played
 * @param form the form of answers that is insisted on; empty to take the server's own
 * @param remembers whether the server's answers are expected to be about what was sent
 * @param atOnce how many cases at the same time, at least 1
 * @param progress told how far it is
 */
record ContractRun(
    HttpUrl url,
    ApiKey key,
    RunPlan plan,
    SequenceSettings playing,
    Budget budget,
    Optional<Envelope> form,
    boolean remembers,
    int atOnce,
    PrintWriter progress) {

  /**
   * Makes contact, puts the cases to the server and gathers what came of it.
   *
   * @throws CliException when there is no server, it refuses the key, or an exchange was not judged
   */
  Report report() throws CliException, InterruptedException {
    Document document = plan.document();
    Instant begun = Instant.now();
    long start = System.nanoTime();
    Optional<Preflight> contact = Preflight.with(url, key, document);
    budget.take(new Cost(contact.isPresent() ? 1 : 0, 0));
    Optional<Envelope> seen = contact.flatMap(Preflight::envelope);
    ContractValidator judge =
        ContractValidator.of(document, form.or(() -> seen).orElse(Envelope.DATA));
    List<TestResult> results = new ArrayList<>();
    contact.ifPresent(it -> results.add(it.result(judge)));
    boolean simulated = simulated();
    try (Target server = Target.of(url.host(), url, key.value(), judge)) {
      List<TestResult> put = new ArrayList<>(cases(server));
      if (playing.plays(simulated) && !plan.sequences().isEmpty()) {
        put.addAll(
            playing.results(server, key, plan, budget, simulated, atOnce, this::charged, progress));
      }
      checkJudged(server, put);
      results.addAll(put);
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);

    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(key.value(), key.variable());
    playing.second().ifPresent(it -> variables.put(it.value(), it.variable()));
    Redaction redaction = Redaction.of(document, variables.keySet());
    Drift drift = Drift.of(judge, results, it -> CurlCommand.line(url, it, variables));
    return new Report(
        url.toString(),
        facts(judge.envelope(), seen, simulated),
        begun,
        elapsed,
        redaction.results(results),
        redaction.drift(drift),
        Coverage.of(judge, results));
  }

  /** Asks nothing when nothing depends on it. */
  private boolean simulated() throws CliException {
    if (plan.sequences().isEmpty()
        || (playing.pace() == ClockMode.AUTO && budget.take(new Cost(1, 0)).isPresent())) {
      return false;
    }
    return playing.pace().simulated(url);
  }

  private List<TestResult> cases(Target server) throws InterruptedException {
    Map<String, Cost> prices =
        plan.cases().stream().collect(Collectors.toMap(Case::name, plan.prices()::of));
    ProgressPrinter done = new ProgressPrinter(progress, "cases", plan.cases().size());
    CaseRunner runner =
        CaseRunner.of(server)
            .withKeyVariable(key.variable())
            .skipping(one -> budget.take(plan.prices().of(one)));
    CaseRunner fit = remembers ? runner : runner.withoutMemory();
    return (budget.isLimited() ? fit.withoutShrinking() : fit)
        .run(
            plan.cases(),
            atOnce,
            result -> {
              if (!result.exchanges().isEmpty()) {
                long most = prices.getOrDefault(result.name(), Cost.NOTHING).credits();
                budget.giveBack(new Cost(0, Math.max(0, most - charged(result))));
              }
              done.done(result);
            });
  }

  /** The credits of whatever was created, by the document's prices. */
  private long charged(TestResult result) {
    return result.exchanges().stream()
        .map(ValidationResult::exchange)
        .filter(it -> it.status() / 100 == 2 && creates(it))
        .mapToLong(it -> plan.prices().credits(it.requestBody()))
        .sum();
  }

  private boolean creates(RecordedExchange exchange) {
    return JsonResponse.operation(plan.document(), exchange)
        .filter(plan.document().creation()::equals)
        .isPresent();
  }

  /** What happened and was not judged would be a hole that nobody sees. */
  private static void checkJudged(Target server, List<TestResult> results) throws CliException {
    long happened = results.stream().mapToLong(it -> it.exchanges().size()).sum();
    if (server.log().exchanges() < happened || !server.log().notOurs().isEmpty()) {
      throw new CliException(
          ExitCode.BLIND,
          "%d exchanges happened and %d were judged; not judged: %s"
              .formatted(happened, server.log().exchanges(), server.log().notOurs()));
    }
  }

  private Map<String, String> facts(Envelope expected, Optional<Envelope> seen, boolean simulated) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("document", plan.title());
    facts.put(
        "envelope",
        expected.name().toLowerCase(Locale.ROOT)
            + (seen.isEmpty()
                ? ", assumed: the list of templates does not tell"
                : seen.get() == expected
                    ? ", as the server answers"
                    : ", though the server answers the other way"));
    facts.put("seed", "" + plan.seed());
    facts.put("sequences", playing.fact(plan.sequences().size(), simulated));
    facts.put("credits", "at most " + budget.taken().credits() + ", by the document's prices");
    return facts;
  }
}
