package net.vimmerse.workflow.contract.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.vimmerse.workflow.contract.cases.Case;
import net.vimmerse.workflow.contract.openapi.Document;
import net.vimmerse.workflow.contract.openapi.SchemaNode;
import net.vimmerse.workflow.contract.sequences.model.CommandSequence;
import net.vimmerse.workflow.contract.sequences.runner.SequenceRunner;

/**
 * The cases and sequences of a run, and what each may cost.
 *
 * @param seed what they were made with
 */
record RunPlan(
    Document document,
    long seed,
    List<Case> cases,
    List<CommandSequence> sequences,
    CostEstimator prices) {

  /** The name and version of the document. */
  String title() {
    SchemaNode info = document.root().child("info");
    return info.text("title").orElse("") + " " + info.text("version").orElse("");
  }

  /** What would be sent within a budget, if everything that may be charged for were. */
  String text(Budget budget) {
    Map<String, List<Case>> operations = new LinkedHashMap<>();
    cases.forEach(
        it -> operations.computeIfAbsent(it.operation().id(), id -> new ArrayList<>()).add(it));
    StringBuilder text = new StringBuilder();
    text.append(row("operation", "cases", "to be run", "calls", "credits at most"));
    Cost all = Cost.NOTHING;
    int runs = 0;
    for (Map.Entry<String, List<Case>> operation : operations.entrySet()) {
      Cost price = Cost.NOTHING;
      int run = 0;
      for (Case one : operation.getValue()) {
        Optional<String> refusal = budget.take(prices.of(one));
        if (refusal.isEmpty()) {
          price = price.plus(prices.of(one));
          run++;
        }
      }
      text.append(row(operation.getKey(), operation.getValue().size(), run, price));
      all = all.plus(price);
      runs += run;
    }
    if (!sequences.isEmpty()) {
      Cost price = Cost.NOTHING;
      int run = 0;
      for (CommandSequence one : sequences) {
        if (budget.take(prices.of(one)).isEmpty()) {
          price = price.plus(prices.of(one));
          run++;
        }
      }
      text.append(row(SequenceRunner.GROUP, sequences.size(), run, price));
      all = all.plus(price);
      runs += run;
    }
    return text.append(row("in all", cases.size() + sequences.size(), runs, all)).toString();
  }

  /** How long the sequences take one after the other in real time, and what is sent aside. */
  Duration time() {
    return sequences.stream().map(CommandSequence::time).reduce(Duration.ZERO, Duration::plus);
  }

  /** A duration for people. */
  static String text(Duration time) {
    return time.toMinutes() > 1 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  private static String row(String name, int cases, int run, Cost price) {
    return row(name, "" + cases, "" + run, "" + price.calls(), "" + price.credits());
  }

  private static String row(String name, String cases, String run, String calls, String credits) {
    return String.format(
        Locale.ROOT, "%-20s %7s %10s %7s %16s%n", name, cases, run, calls, credits);
  }
}
